package dev.tunnel.client;

/// A tunnel did not come about. The message is for people and says what to do.
public final class TunnelException extends Exception {
    private final Reason reason;

    /// What a program may want to tell apart.
    public enum Reason {
        /// A setting is wrong or missing.
        CONFIGURATION,
        /// The authtoken is not accepted.
        TOKEN_REJECTED,
        /// The name belongs to somebody else, or a limit is reached.
        REFUSED,
        /// The server does not answer.
        UNREACHABLE,
        /// Anything else.
        FAILED,
    }

    TunnelException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
