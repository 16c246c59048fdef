package dev.tunnel.server.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Where the embedded Postgres keeps what it needs:
///
/// | name | what |
/// |---|---|
/// | `binaries/` | its programs |
/// | `cluster/` | the data; Postgres' own logs in `cluster/log/` |
/// | `password` | of the user `tunnel`, made at first start |
/// | `port` | that it listens on, on 127.0.0.1 |
/// | `url` | for people: `psql "$(cat url)"` while it runs |
/// | `start.log` | what the programs said at the last start |
/// | `lock` | held by the platform that uses the directory |
record PostgresDirectory(Path root) {
    PostgresDirectory {
        root = root.toAbsolutePath().normalize();
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path unfinishedCluster() {
        return root.resolve("cluster-unfinished");
    }

    Path password() {
        return root.resolve("password");
    }

    Path port() {
        return root.resolve("port");
    }

    Path url() {
        return root.resolve("url");
    }

    Path startLog() {
        return root.resolve("start.log");
    }

    /// Takes the directory for this process; the lock goes away with the process, however it ends.
    ///
    /// @throws IOException if another process has it
    FileLock lock() throws IOException {
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(
                        root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("This process uses %s already".formatted(root), e);
        }
        channel.close();
        throw new IOException("Another platform is running on %s".formatted(root));
    }

    /// Writes a file that only its owner may read, whole or not at all.
    static void writePrivately(Path file, String text) throws IOException {
        Path unfinished =
                Files.createTempFile(
                        file.getParent(),
                        file.getFileName().toString(),
                        ".unfinished",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
