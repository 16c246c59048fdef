package dev.tunnel.edge.config;

import java.time.Duration;

/// Bounds on public connections of every kind.
///
/// @param connections open at a time, all visitors together; agents have as many of their own
/// @param perSecond new connections of one address (IPv6: one /64) in a second
/// @param burst new connections of one address at once
/// @param perTunnel open connections of one TCP or TLS tunnel
/// @param agentWait how long a visitor waits for an agent that lost its connection
public record VisitorLimits(
        int connections, int perSecond, int burst, int perTunnel, Duration agentWait) {

    /// For a process that may have 20,000 descriptors, half of them for agents and spare.
    public static VisitorLimits defaults() {
        return new VisitorLimits(16_000, 200, 1000, 4096, Duration.ofSeconds(5));
    }
}
