package dev.tunnel.protocol.mux;

import java.time.Duration;

/// Bounds of one mux connection.
///
/// @param role which end this is
/// @param maxStreams streams at a time
/// @param budget what receive windows may grow by, and what may wait for slow readers
/// @param maxWindow bytes that a stream's receive window may grow to
/// @param maxPending bytes that may wait for a peer that does not read its frames
/// @param pingEvery how often to measure the round trip and look for life
/// @param lostAfter how many such intervals without a sign of life end the connection
public record MuxSettings(
        Role role,
        int maxStreams,
        WindowBudget budget,
        int maxWindow,
        long maxPending,
        Duration pingEvery,
        int lostAfter) {
    private static final long MIB = 1024 * 1024;

    /// The two ends: only the edge opens streams.
    public enum Role {
        EDGE,
        AGENT,
    }

    public MuxSettings {
        if (maxWindow < MuxProtocol.INITIAL_WINDOW || maxWindow > MuxProtocol.MAX_WINDOW) {
            throw new IllegalArgumentException("a window of " + maxWindow + " bytes");
        }
    }

    /// An edge's connection with the usual bounds.
    ///
    /// @param process the budget that all sessions of the process share
    public static MuxSettings edge(WindowBudget process) {
        return edge(process.share(64 * MIB), 8192, MuxProtocol.MAX_WINDOW);
    }

    /// An edge's connection.
    ///
    /// @param session its own budget
    public static MuxSettings edge(WindowBudget session, int maxStreams, int maxWindow) {
        return new MuxSettings(
                Role.EDGE, maxStreams, session, maxWindow, 4 * MIB, Duration.ofSeconds(15), 2);
    }

    /// An agent's connection.
    public static MuxSettings agent() {
        return new MuxSettings(
                Role.AGENT,
                8192,
                WindowBudget.ofBytes(64 * MIB),
                MuxProtocol.MAX_WINDOW,
                4 * MIB,
                Duration.ofSeconds(15),
                2);
    }

    /// The same with another heart beat, for tests and impatient links.
    public MuxSettings withPing(Duration every, int lost) {
        return new MuxSettings(role, maxStreams, budget, maxWindow, maxPending, every, lost);
    }
}
