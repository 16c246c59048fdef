package dev.tunnel.cli.inspect.capture;

import java.util.Arrays;
import java.util.Optional;

/// The bytes that were kept of a body, wherever they are.
public sealed interface Content {

    Content EMPTY = new InMemory(new byte[0], 0);

    int length();

    /// Reads them; may touch the disk. Empty when they are no longer kept.
    Optional<byte[]> read();

    /// @param bytes of which the first `length` never change
    record InMemory(byte[] bytes, int length) implements Content {
        @Override
        public Optional<byte[]> read() {
            return Optional.of(Arrays.copyOf(bytes, length));
        }
    }

    /// @param position as [SpillFile] counts it
    record Spilled(SpillFile file, long position, int length) implements Content {
        @Override
        public Optional<byte[]> read() {
            return file.read(position, length);
        }
    }
}
