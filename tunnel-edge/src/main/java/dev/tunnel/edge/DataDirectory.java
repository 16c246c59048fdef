package dev.tunnel.edge;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The edge's folder, held by a lock: two edges that share a usage journal would count for each
/// other.
record DataDirectory(Path path, FileChannel lock) implements AutoCloseable {

    static DataDirectory open(Path path) throws EdgeStartException {
        try {
            Files.createDirectories(path);
            var lock = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
            if (isTaken(lock)) {
                lock.close();
                throw new EdgeStartException(
                        "Another edge uses " + path + " (TUNNEL_DATA_DIR); each needs its own.");
            }
            return new DataDirectory(path, lock);
        } catch (IOException e) {
            throw new EdgeStartException(
                    "Cannot write to " + path + " (TUNNEL_DATA_DIR): " + e.getMessage(), e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot close the lock file", e);
        }
    }
}
