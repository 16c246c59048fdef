package dev.tunnel.protocol.mux;

import java.io.IOException;

/// The peer broke the stream off. Fired into the stream's pipeline before it becomes inactive.
public final class StreamResetException extends IOException {
    private final ResetCode code;

    /// For agents of other protocols, whose streams end for the same reasons.
    public StreamResetException(ResetCode code) {
        super("stream reset by peer: " + code);
        this.code = code;
    }

    /// Why.
    public ResetCode code() {
        return code;
    }

    /// No trace: it is an event of the network, not a fault of this code.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
