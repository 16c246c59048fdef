package dev.tunnel.edge.ingress.raw;

import java.time.Duration;

/// Bounds on TCP and TLS tunnels.
///
/// @param connections open connections of one tunnel
/// @param agentWait how long a visitor waits for an agent that lost its connection
public record RawSettings(int connections, Duration agentWait) {
    /// The bounds of an edge whose operator set none.
    public static RawSettings defaults() {
        return new RawSettings(4096, Duration.ofSeconds(5));
    }
}
