package dev.tunnel.edge.telemetry;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.tunnel.edge.config.AccessLogSettings;
import dev.tunnel.edge.config.AccessLogSettings.Mode;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One JSON object a line for each visit. Event loops only hand entries over; a thread of its own
/// writes them, and what it cannot keep up with is dropped and counted.
public final class AccessLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
    private static final JsonType<AccessEntry> JSON =
            Jsonb.builder().serializeNulls(false).build().type(AccessEntry.class);
    private static final int QUEUE = 8192;
    private static final int TICK_MILLIS = 200;
    private static final int LAST_MILLIS = 1000;

    private final Mode mode;
    private final int oneIn;
    private final BlockingQueue<AccessEntry> waiting = new ArrayBlockingQueue<>(QUEUE);
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong seen = new AtomicLong();
    private final Thread writer;
    private volatile boolean stopping;

    /// @param oneIn when sampling, one of so many served visits is written
    AccessLog(Mode mode, int oneIn, OutputStream out) {
        this.mode = mode;
        this.oneIn = oneIn;
        this.writer = Thread.ofPlatform().daemon().name("access-log").unstarted(() -> write(out));
        if (mode != Mode.OFF) {
            writer.start();
        }
    }

    /// Begins to write where the settings say.
    ///
    /// @throws IOException when the file cannot be written
    public static AccessLog open(AccessLogSettings settings) throws IOException {
        var file = settings.file();
        var out =
                settings.mode() == Mode.OFF || file == null
                        ? new FileOutputStream(FileDescriptor.out)
                        : Files.newOutputStream(file, CREATE, APPEND);
        return new AccessLog(settings.mode(), settings.oneIn(), new BufferedOutputStream(out));
    }

    /// One that is never written.
    public static AccessLog off() {
        return new AccessLog(Mode.OFF, 1, OutputStream.nullOutputStream());
    }

    /// Whether there is any point in making entries.
    public boolean isOn() {
        return mode != Mode.OFF;
    }

    /// Takes an entry, or leaves it. Never blocks.
    public void add(AccessEntry entry) {
        if (isWanted(entry) && !waiting.offer(entry)) {
            dropped.increment();
        }
    }

    private boolean isWanted(AccessEntry entry) {
        return switch (mode) {
            case OFF -> false;
            case ON -> true;
            case SAMPLED ->
                    !entry.outcome().equals(Outcomes.SERVED) || seen.getAndIncrement() % oneIn == 0;
        };
    }

    /// Entries that were dropped because writing is too slow.
    public long dropped() {
        return dropped.sum();
    }

    private void write(OutputStream out) {
        try {
            while (!stopping || !waiting.isEmpty()) {
                var entry = waiting.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (entry != null) {
                    out.write((JSON.toJson(entry) + '\n').getBytes(StandardCharsets.UTF_8));
                }
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            log.error("the access log cannot be written any more: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes what is left.
    @Override
    public void close() {
        stopping = true;
        try {
            writer.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
