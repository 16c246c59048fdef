package dev.tunnel.edge.telemetry;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One file, replaced by write to a temporary one, fsync, rename and fsync of the directory.
public final class UsageFile implements UsageStore {
    private static final String LEFT = "left-";

    private final Path directory;
    private final Path file;

    /// @throws IOException when the directory cannot be made
    public UsageFile(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.file = directory.resolve("journal.json");
    }

    @Override
    public Optional<byte[]> read() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(byte[] content) throws IOException {
        replace(file, content);
    }

    @Override
    public Map<String, byte[]> left() throws IOException {
        var left = new TreeMap<String, byte[]>();
        try (var files = Files.newDirectoryStream(directory, LEFT + "*.json")) {
            for (var path : files) {
                left.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return left;
    }

    @Override
    public void leave(String name, byte[] content) throws IOException {
        replace(directory.resolve(LEFT + name + ".json"), content);
    }

    @Override
    public void forget(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void setAside(byte[] content, String why) throws IOException {
        replace(directory.resolve(why + ".json"), content);
    }

    private void replace(Path target, byte[] content) throws IOException {
        var temporary = directory.resolve(target.getFileName() + ".new");
        try (var channel = FileChannel.open(temporary, CREATE, WRITE, TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, target, ATOMIC_MOVE, REPLACE_EXISTING);
        try (var entries = FileChannel.open(directory, READ)) {
            entries.force(true);
        }
    }
}
