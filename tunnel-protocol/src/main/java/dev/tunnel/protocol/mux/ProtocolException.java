package dev.tunnel.protocol.mux;

/// The peer broke the protocol: its connection is closed with this message as the logged reason.
/// Carries no stack trace, because the mistake is not in this process.
public final class ProtocolException extends RuntimeException {
    /// @param message what the peer did, without its data
    public ProtocolException(String message) {
        super(message, null, false, false);
    }
}
