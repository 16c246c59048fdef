package dev.tunnel.protocol.message;

/// A control message that cannot be read. Carries no stack trace: it is the peer's mistake, not
/// ours.
public final class MalformedMessageException extends RuntimeException {
    private static final int LONGEST_REASON = 120;

    MalformedMessageException(String message) {
        super(message, null, false, false);
    }

    static MalformedMessageException of(RuntimeException cause) {
        if (cause instanceof MalformedMessageException same) {
            return same;
        }
        // The parser's text may quote the message, which may hold a secret: only its kind is kept.
        String reason = cause.getClass().getSimpleName();
        return new MalformedMessageException(
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    }
}
