package dev.tunnel.cli.config;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/// Files that only their owner may read, replaced in one step: a reader sees the old or the new
/// one.
public final class PrivateFile {

    private PrivateFile() {}

    public static void write(Path path, String text) {
        try {
            // A configuration kept elsewhere through a symbolic link stays there.
            Path file = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
            Path directory = Objects.requireNonNull(file.getParent());
            createDirectories(directory);
            Path temporary =
                    Files.createTempFile(
                            directory, ".tunnel", ".tmp", permissions(directory, "rw-------"));
            try {
                writeDurably(temporary, text);
                Files.move(temporary, file, ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new ConfigException(
                    "%s cannot be written: %s".formatted(path, Failures.line(e)), e);
        }
    }

    /// Makes a directory, and those above it, for the owner only.
    public static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, permissions(directory, "rwx------"));
    }

    private static void writeDurably(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /// File systems without POSIX permissions are left to their own inheritance.
    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        boolean posix =
                path.getFileSystem().equals(FileSystems.getDefault())
                        && FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
