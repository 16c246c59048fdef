package dev.tunnel.edge.config;

import java.time.Duration;

/// Bounds of agents' sessions.
///
/// @param handshake how long a TLS handshake may take, and an agent until it says Hello
/// @param detached how long a session waits for its agent to come back
/// @param grace while the platform is away, how long after its last word on an authtoken the agent
///   may still come back
/// @param handshakes connections that have not been welcomed yet, at most
/// @param handshakesPerAddress of those, at most, from one address
/// @param tunnels of one session, at most; the platform may grant fewer
/// @param messagesPerSecond control messages of one agent; twice as many in a burst
public record AgentSettings(
        Duration handshake,
        Duration detached,
        Duration grace,
        int handshakes,
        int handshakesPerAddress,
        int tunnels,
        int messagesPerSecond) {

    /// The bounds of an edge whose operator set none.
    public static AgentSettings defaults() {
        return new AgentSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                1024,
                256,
                1000,
                500);
    }
}
