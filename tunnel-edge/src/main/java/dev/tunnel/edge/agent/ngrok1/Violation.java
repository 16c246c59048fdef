package dev.tunnel.edge.agent.ngrok1;

import io.netty.handler.codec.DecoderException;

/// A client does not keep to the protocol: its connection is closed.
final class Violation extends DecoderException {
    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message);
    }

    /// A fault of the peer, not of this program: no stack trace.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
