package dev.tunnel.edge.acme;

import dev.tunnel.edge.config.DnsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Has a program of the operator's change the DNS. It is told what to do by its arguments, sees
/// none of our settings, and is killed when it takes too long.
final class ExecHook implements DnsRecords {
    private static final int LONGEST_OUTPUT = 4096;
    private static final int LONGEST_LINE = 200;

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
            process.getOutputStream().close();
        } catch (IOException e) {
            throw failed("cannot be run: " + e.getMessage());
        }
        var output = new AtomicReference<>("");
        threads.execute(() -> output.set(read(process.getInputStream())));
        try {
            if (!process.waitFor(hook.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("took longer than " + hook.timeout().toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw failed("ended with %d %s".formatted(process.exitValue(), output.get()));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// Its last line, for the log; whatever else it writes is read and dropped, so that it is never
    /// held up.
    private static String read(InputStream stream) {
        try (stream) {
            var first = new String(stream.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            var line = first.lines().reduce("", (_, last) -> last);
            return "(" + line.substring(0, Math.min(line.length(), LONGEST_LINE)) + ")";
        } catch (IOException e) {
            return "";
        }
    }

    private OrderFailure failed(String why) {
        return OrderFailure.passing("the DNS hook " + hook.command() + ' ' + why);
    }
}
