package dev.tunnel.protocol.mux;

/// Names and numbers that both ends agree on.
public final class MuxProtocol {
    /// The ALPN protocol name of the mux transport.
    public static final String ALPN = "tunnel-mux/1";

    /// Credit, in bytes, that every stream starts with in both directions.
    static final int INITIAL_WINDOW = 256 * 1024;

    /// Credit that a stream may hold at most; a grant beyond it is a violation.
    static final int MAX_WINDOW = 8 * 1024 * 1024;

    /// Largest payload of a CONTROL or GOAWAY frame, in bytes.
    static final int MAX_CONTROL = 64 * 1024;

    /// Largest payload of an OPEN frame, in bytes.
    static final int MAX_OPEN = 4 * 1024;

    /// Largest payload of a DATA frame, in bytes.
    static final int MAX_DATA = 256 * 1024;

    /// Largest payload of a frame of unknown type that is skipped, in bytes.
    static final int MAX_SKIPPED = 64 * 1024;

    private MuxProtocol() {}
}
