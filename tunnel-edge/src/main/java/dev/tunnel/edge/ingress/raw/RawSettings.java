package dev.tunnel.edge.ingress.raw;

import dev.tunnel.edge.config.VisitorLimits;
import java.time.Duration;

/// Bounds on TCP and TLS tunnels.
///
/// @param connections open connections of one tunnel
/// @param agentWait how long a visitor waits for an agent that lost its connection
public record RawSettings(int connections, Duration agentWait) {
    /// The bounds that an operator chose.
    public static RawSettings of(VisitorLimits limits) {
        return new RawSettings(limits.perTunnel(), limits.agentWait());
    }

    /// The bounds of an edge whose operator set none.
    public static RawSettings defaults() {
        return of(VisitorLimits.defaults());
    }
}
