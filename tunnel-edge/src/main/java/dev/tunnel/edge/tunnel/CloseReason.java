package dev.tunnel.edge.tunnel;

/// Why a session or a tunnel was closed, as its agent is told.
///
/// @param code stable, for programs
/// @param message for people
/// @param retry whether the agent should come back by itself
/// @param abrupt whether visitors are cut off at once, without what is still on its way to them
public record CloseReason(String code, String message, boolean retry, boolean abrupt) {

    /// A reason to end in order: what was sent to visitors still reaches them.
    public CloseReason(String code, String message, boolean retry) {
        this(code, message, retry, false);
    }

    /// The same, at once.
    public CloseReason abruptly() {
        return new CloseReason(code, message, retry, true);
    }
}
