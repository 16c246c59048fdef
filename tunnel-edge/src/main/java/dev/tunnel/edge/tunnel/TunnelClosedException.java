package dev.tunnel.edge.tunnel;

import java.io.IOException;

/// The tunnel was closed while somebody waited for its agent.
public final class TunnelClosedException extends IOException {
    private static final long serialVersionUID = 1;

    TunnelClosedException(CloseReason reason) {
        super(reason.message());
    }

    /// An expected outcome, not a fault of this program: no stack trace.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
