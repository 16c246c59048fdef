package dev.tunnel.edge.tunnel;

/// Why a session or a tunnel was closed, as its agent is told.
///
/// @param code stable, for programs
/// @param message for people
/// @param retry whether the agent should come back by itself
public record CloseReason(String code, String message, boolean retry) {}
