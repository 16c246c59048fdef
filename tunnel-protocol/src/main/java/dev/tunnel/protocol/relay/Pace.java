package dev.tunnel.protocol.relay;

/// How fast bytes may go one way.
@FunctionalInterface
public interface Pace {
    /// Counts bytes that went.
    ///
    /// @param bytes more than 0
    /// @return for how long, in nanoseconds, nothing more should be read; 0 for not at all
    long count(long bytes);

    /// As fast as they come.
    static Pace of(ByteCount count) {
        return bytes -> {
            count.add(bytes);
            return 0;
        };
    }
}
