package dev.tunnel.cli.account;

/// The platform did not do what it was asked to.
public final class RestFailure extends RuntimeException {
    private final Reason reason;

    /// What a script may want to tell apart.
    public enum Reason {
        /// The credential is not accepted.
        CREDENTIAL,
        /// Somebody else has it, or a limit is reached.
        REFUSED,
        /// The request makes no sense to the platform.
        INVALID,
        /// There is no such thing.
        MISSING,
        /// The platform is not there.
        UNREACHABLE,
        /// Anything else.
        FAILED,
    }

    RestFailure(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
