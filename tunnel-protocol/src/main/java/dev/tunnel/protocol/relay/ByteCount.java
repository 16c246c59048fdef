package dev.tunnel.protocol.relay;

/// Counts bytes that went one way.
@FunctionalInterface
public interface ByteCount {
    /// Counts nothing.
    ByteCount NONE = bytes -> {};

    /// Adds to the count.
    ///
    /// @param bytes more than 0
    void add(long bytes);
}
