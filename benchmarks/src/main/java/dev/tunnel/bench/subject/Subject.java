package dev.tunnel.bench.subject;

/// One way from a visitor to the local services: running when made.
public interface Subject extends AutoCloseable {
    /// Product and version.
    String name();

    /// What protects the bytes between agent and server: `plain`, `TLS`, `SSH`, or `-` when there
    /// is no such leg.
    String wire();

    Reach reach();

    /// Whether it compiles itself while it runs, and so needs a while to get up to speed.
    default boolean isWarmingUp() {
        return false;
    }

    @Override
    void close();
}
