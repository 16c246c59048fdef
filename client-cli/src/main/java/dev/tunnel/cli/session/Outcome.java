package dev.tunnel.cli.session;

/// How the agent's work ended.
///
/// @param message one or two lines for people, without secrets
public record Outcome(Kind kind, String message) {

    /// The kinds that a script may want to tell apart.
    public enum Kind {
        STOPPED,
        FAILED,
        TOKEN_REJECTED,
        TUNNEL_REFUSED,
        UNREACHABLE,
    }

    static Outcome stopped() {
        return new Outcome(Kind.STOPPED, "stopped");
    }
}
