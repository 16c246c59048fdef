package dev.tunnel.bench.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A running program, its output in a log file.
public final class Program implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int CONNECT_MILLIS = 500;

    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// Starts a program in its log's folder; variables named `TUNNEL_…` of this process do not
    /// reach it.
    public static Program start(
            String name, List<String> command, Map<String, String> variables, Path log) {
        var folder = Objects.requireNonNull(log.getParent(), "a log is in a folder");
        try {
            Files.createDirectories(folder);
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(key -> key.startsWith("TUNNEL_"));
            builder.environment().putAll(variables);
            var process = builder.start();
            // Also when the benchmark itself is stopped.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new Program(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /// All it has written.
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until its log says `text`.
    public Program awaitLog(String text, Duration bound) {
        return await(() -> log().contains(text), "says \"" + text + "\"", bound);
    }

    /// Waits until a loopback port takes connections.
    public Program awaitPort(int port, Duration bound) {
        return await(() -> isOpen(port), "listens on " + port, bound);
    }

    /// Waits for a condition; fails with the end of the log when the program ends or time runs out.
    public Program await(BooleanSupplier condition, String what, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s does not come to the point where it %s:%n%s"
                                .formatted(name, what, log()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return this;
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Waits until it ends by itself.
    public void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks it to stop, and kills it when it does not.
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
