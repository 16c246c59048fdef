package dev.tunnel.edge.acme;

import dev.tunnel.edge.config.DnsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a program of the operator's change the DNS. It is told what to do by its arguments, sees
/// none of our settings, and is killed when it takes too long.
final class ExecHook implements DnsRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ExecHook.class);

    /// How long what it wrote last may take to be read once it has ended.
    private static final int REST_SECONDS = 2;

    private final DnsSettings.Hook hook;
    private final ExecutorService threads;

    ExecHook(DnsSettings.Hook hook, ExecutorService threads) {
        this.hook = hook;
        this.threads = threads;
    }

    @Override
    public void add(String name, String value) throws OrderFailure, InterruptedException {
        run("ADD", name, value);
    }

    @Override
    public void remove(String name, String value) throws OrderFailure, InterruptedException {
        run("REMOVE", name, value);
    }

    private void run(String what, String name, String value)
            throws OrderFailure, InterruptedException {
        var builder = new ProcessBuilder(hook.command().toString(), what, name, value);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("TUNNEL_"));
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            throw failed("cannot be run: " + e.getMessage());
        }
        try {
            process.getOutputStream().close();
            var output = new LastLine();
            var read = read(process.getInputStream(), output);
            if (!process.waitFor(hook.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("took longer than " + hook.timeout().toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                var _ = read.await(REST_SECONDS, TimeUnit.SECONDS);
                throw failed("ended with %d (%s)".formatted(process.exitValue(), output.text()));
            }
        } catch (IOException e) {
            throw failed("cannot be run: " + e.getMessage());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// @return open when all was read; a program that it left behind may go on writing
    private CountDownLatch read(InputStream stream, LastLine output) {
        var done = new CountDownLatch(1);
        threads.execute(() -> {
            try (stream) {
                output.read(stream);
            } catch (IOException e) {
                LOG.debug("the output of {} ended: {}", hook.command(), e.toString());
            } finally {
                done.countDown();
            }
        });
        return done;
    }

    private OrderFailure failed(String why) {
        return OrderFailure.passing("the DNS hook " + hook.command() + ' ' + why);
    }
}
