package dev.tunnel.e2e.stack;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// One of our programs as a running process, its output in a log file.
public final class Program implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// Starts `command`; the log is appended to, so that a restarted program keeps its history.
    public static Program start(
            String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Checkout.root().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("TUNNEL_"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            return new Program(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /// Sends a signal such as `KILL`, `STOP` or `CONT`.
    public void signal(String signal) {
        Command.run("kill", "-" + signal, Long.toString(pid())).expectSuccess();
    }

    /// `kill -9`, and the process is gone when this returns.
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(5));
    }

    /// The exit status, waited for.
    public int awaitExit(Duration timeout) {
        try {
            if (!process.waitFor(timeout.toMillis(), MILLISECONDS)) {
                throw new AssertionError(name + " still runs after " + timeout + "\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Waits for `condition`; fails at once, with the log, when the process ends instead.
    void awaitReady(Duration timeout, BooleanSupplier condition) {
        await(name + " is ready")
                .atMost(timeout)
                .pollInterval(Duration.ofMillis(100))
                .failFast(this::expectRunning)
                .until(condition::getAsBoolean);
    }

    private void expectRunning() {
        if (!isRunning()) {
            throw new AssertionError(name + " ended:\n" + log());
        }
    }

    /// All it has written so far, over restarts too.
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Resident memory now, in bytes.
    public long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Open file descriptors now.
    public long descriptors() {
        try (Stream<Path> entries = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks it to stop; kills it and fails when it does not.
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            awaitExit(STOP_TIMEOUT);
        } finally {
            process.destroyForcibly();
        }
    }
}
