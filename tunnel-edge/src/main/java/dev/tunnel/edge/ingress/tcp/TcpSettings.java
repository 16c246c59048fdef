package dev.tunnel.edge.ingress.tcp;

import java.time.Duration;

/// Bounds on TCP tunnels.
///
/// @param connections open connections of one tunnel
/// @param agentWait how long a visitor waits for an agent that lost its connection
public record TcpSettings(int connections, Duration agentWait) {
    public static TcpSettings defaults() {
        return new TcpSettings(4096, Duration.ofSeconds(5));
    }
}
