package dev.tunnel.edge;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge's folder, held by a lock: two edges that share a usage journal would count for each
/// other. An edge that finds it held stands by, which the holder can see, until it is released.
final class DataDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /// The holder has a successor's lock, too, while it looks whether there is one.
    private static final int LOOKS = 10;

    private final Path path;
    private @Nullable FileChannel held;
    private @Nullable FileChannel standingBy;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /// @param patience how long to stand by when another edge holds it
    static DataDirectory open(Path path, Duration patience) throws EdgeStartException {
        try {
            Files.createDirectories(path);
            var directory = new DataDirectory(path);
            directory.held = lock(path.resolve("lock"));
            if (directory.held == null) {
                directory.standBy(patience);
            }
            return directory;
        } catch (IOException e) {
            throw new EdgeStartException(
                    "Cannot write to " + path + " (TUNNEL_DATA_DIR): " + e.getMessage(), e);
        }
    }

    private void standBy(Duration patience) throws IOException, EdgeStartException {
        for (int look = 0; standingBy == null && look < LOOKS; look++) {
            if (look > 0) {
                pause();
            }
            standingBy = lock(path.resolve("successor"));
        }
        if (standingBy == null) {
            throw new EdgeStartException(
                    "Another edge uses " + path + " (TUNNEL_DATA_DIR), and one more waits for it.");
        }
        log.info(
                "another edge uses {}; standing by for {} s until it drains",
                path,
                patience.toSeconds());
        for (long waited = 0; held == null; waited += LOOK_AGAIN.toMillis()) {
            if (waited >= patience.toMillis()) {
                throw new EdgeStartException(
                        "Another edge uses "
                                + path
                                + " (TUNNEL_DATA_DIR) and did not drain; each needs its own.");
            }
            pause();
            held = lock(path.resolve("lock"));
        }
    }

    private static void pause() throws EdgeStartException {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeStartException("Interrupted while standing by.", e);
        }
    }

    Path path() {
        return path;
    }

    /// Whether the folder was released by another edge, which serves until this one listens.
    boolean isTakenOver() {
        return standingBy != null;
    }

    /// This edge serves now: the one before it may go.
    void arrived() {
        close(standingBy);
        standingBy = null;
    }

    /// Whether another edge stands by for the folder.
    boolean isAwaited() {
        try {
            var free = lock(path.resolve("successor"));
            close(free);
            return free == null;
        } catch (IOException e) {
            return false;
        }
    }

    /// Leaves the folder to whoever stands by; nothing in it may be written any more.
    void release() {
        close(held);
        held = null;
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        var channel = FileChannel.open(file, CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        channel.close();
        return null;
    }

    private static void close(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot close a lock file", e);
        }
    }

    @Override
    public void close() {
        release();
        arrived();
    }
}
