package dev.tunnel.bench.subject;

/// One way from a visitor to the local services: running when made.
public interface Subject extends AutoCloseable {
    /// Product and version.
    String name();

    /// What protects the bytes between agent and server: `plain`, `TLS`, `SSH`, or `-` when there
    /// is no such leg.
    String wire();

    Reach reach();

    @Override
    void close();
}
