package dev.tunnel.protocol.mux;

/// Why a stream is broken off; the one byte of an RST frame.
public enum ResetCode {
    /// The other side is gone or no longer interested.
    CANCELLED(0),
    /// The agent does not take the stream.
    REFUSED(1),
    /// The agent does not serve this tunnel.
    UNKNOWN_TUNNEL(2),
    /// The local service refuses connections or cannot be found.
    LOCAL_UNREACHABLE(3),
    /// The local service did not answer the connection attempt.
    LOCAL_TIMEOUT(4),
    /// Too many streams.
    LIMIT(5),
    /// The local connection broke.
    LOCAL_RESET(6),
    /// A failure inside the peer.
    INTERNAL(7);

    private final int wire;

    ResetCode(int wire) {
        this.wire = wire;
    }

    int wire() {
        return wire;
    }

    /// The code of a byte; one that this version does not know reads as [#CANCELLED].
    static ResetCode ofWire(int wire) {
        for (ResetCode code : values()) {
            if (code.wire == wire) {
                return code;
            }
        }
        return CANCELLED;
    }
}
