package dev.tunnel.cli.inspect.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A ring of bytes on disk: what is written last overwrites what was written first. The file is its
/// owner's only, and its name is gone as soon as it is open, so that nothing is left behind however
/// the process ends. May block.
public final class SpillFile implements AutoCloseable {

    private final Path directory;
    private final long capacity;
    private @Nullable FileChannel file;
    private long written;
    private boolean closed;

    SpillFile(Path directory, long capacity) {
        this.directory = directory;
        this.capacity = capacity;
    }

    /// @return the position, counted from the first byte ever written; empty where it does not fit
    ///   or the disk refuses
    synchronized OptionalLong write(byte[] bytes, int length) {
        if (length > capacity || closed) {
            return OptionalLong.empty();
        }
        long offset = written % capacity;
        long position = offset + length > capacity ? written + capacity - offset : written;
        try {
            FileChannel open = open();
            ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
            while (from.hasRemaining()) {
                open.write(from, position % capacity + from.position());
            }
        } catch (IOException | UnsupportedOperationException _) {
            return OptionalLong.empty();
        }
        written = position + length;
        return OptionalLong.of(position);
    }

    /// Empty when the bytes were overwritten.
    synchronized Optional<byte[]> read(long position, int length) {
        FileChannel open = file;
        if (closed || open == null || position < written - capacity) {
            return Optional.empty();
        }
        ByteBuffer to = ByteBuffer.allocate(length);
        try {
            while (to.hasRemaining()) {
                if (open.read(to, position % capacity + to.position()) < 0) {
                    return Optional.empty();
                }
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.of(to.array());
    }

    private FileChannel open() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Files.createDirectories(directory);
            Path path = Files.createTempFile(directory, "inspector-", ".spill", ownerOnly());
            open =
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
            if (posix()) {
                Files.deleteIfExists(path);
            }
            file = open;
        }
        return open;
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly() {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public synchronized void close() {
        closed = true;
        FileChannel open = file;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
