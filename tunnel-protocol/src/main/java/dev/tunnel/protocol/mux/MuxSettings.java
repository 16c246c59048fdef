package dev.tunnel.protocol.mux;

import java.time.Duration;

/// Bounds of one mux connection.
///
/// @param role which end this is
/// @param maxStreams streams at a time
/// @param budget what receive windows may grow by, and what may wait for slow readers
/// @param maxPending bytes that may wait for a peer that does not read its frames
/// @param pingEvery how often to measure the round trip and look for life
/// @param lostAfter how many such intervals without a sign of life end the connection
public record MuxSettings(
        Role role,
        int maxStreams,
        WindowBudget budget,
        long maxPending,
        Duration pingEvery,
        int lostAfter) {
    private static final long MIB = 1024 * 1024;

    /// The two ends: only the edge opens streams.
    public enum Role {
        EDGE,
        AGENT,
    }

    /// An edge's connection.
    ///
    /// @param process the budget that all sessions of the process share
    public static MuxSettings edge(WindowBudget process) {
        return new MuxSettings(
                Role.EDGE, 8192, process.share(64 * MIB), 4 * MIB, Duration.ofSeconds(15), 2);
    }

    /// An agent's connection.
    public static MuxSettings agent() {
        return new MuxSettings(
                Role.AGENT,
                8192,
                WindowBudget.ofBytes(64 * MIB),
                4 * MIB,
                Duration.ofSeconds(15),
                2);
    }

    /// The same with another heart beat, for tests and impatient links.
    public MuxSettings withPing(Duration every, int lost) {
        return new MuxSettings(role, maxStreams, budget, maxPending, every, lost);
    }
}
