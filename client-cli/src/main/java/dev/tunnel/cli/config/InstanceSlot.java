package dev.tunnel.cli.config;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A process's place among the agents that run on this machine: the lowest one whose lock is free.
/// The system frees the lock however the process ends, so that the next process takes the same
/// place and is the same agent to the server.
///
/// The lock file's content says where the process's inspector listens, for `tunnel status`.
public final class InstanceSlot implements AutoCloseable {

    private final String instance;
    private final @Nullable FileChannel channel;

    InstanceSlot(String instance, @Nullable FileChannel channel) {
        this.instance = instance;
        this.channel = channel;
    }

    /// Takes `file`'s lock, or answers empty where another process holds it.
    static Optional<InstanceSlot> take(Path file, String instance) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        return Optional.of(new InstanceSlot(instance, channel));
    }

    /// What a process that holds `file`'s lock has said of itself; empty where none does.
    static Optional<String> inUse(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
            if (lock(channel) != null) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.allocate(256);
            channel.read(buffer, 0);
            return Optional.of(StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip());
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /// The stable identifier of this agent on this machine.
    public String instance() {
        return instance;
    }

    /// Leaves word for `tunnel status` where this agent's API is.
    public void announce(String inspectorUrl) {
        if (channel == null) {
            return;
        }
        try {
            channel.write(StandardCharsets.UTF_8.encode(inspectorUrl + "\n"), 0);
        } catch (IOException _) {
            // The agent works without; only `tunnel status` will not find it.
        }
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException _) {
            // The lock goes with the process.
        }
    }
}
