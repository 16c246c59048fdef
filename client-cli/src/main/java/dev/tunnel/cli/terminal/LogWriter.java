package dev.tunnel.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/// Writes log lines on a thread of its own, so that a reader who does not read stops nobody. When
/// the queue is full, lines are left out and their number is written later.
public final class LogWriter implements Consumer<LogEntry>, AutoCloseable {

    private static final int MAX_QUEUED = 4096;
    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    private final PrintStream out;
    private final Function<LogEntry, String> format;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    LogWriter(PrintStream out, Function<LogEntry, String> format) {
        this.out = out;
        this.format = format;
        this.thread = Thread.ofPlatform().daemon().name("log").start(this::run);
    }

    @Override
    public void accept(LogEntry entry) {
        if (!lines.offer(format.apply(entry))) {
            lost.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (!closing || !lines.isEmpty()) {
                write(lines.take());
            }
        } catch (InterruptedException _) {
            for (String line = lines.poll(); line != null; line = lines.poll()) {
                write(line);
            }
        }
    }

    private void write(String line) {
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            out.println("warn: " + missing + " log lines were left out: the reader is too slow");
        }
        out.println(line);
        out.flush();
    }

    /// Writes what is queued, for a second at most.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(LAST_LINES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
