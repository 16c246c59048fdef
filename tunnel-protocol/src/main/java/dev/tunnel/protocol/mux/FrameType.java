package dev.tunnel.protocol.mux;

/// The types of frames, by their first byte.
final class FrameType {
    static final int OPEN = 1;
    static final int DATA = 2;
    static final int CREDIT = 3;
    static final int FIN = 4;
    static final int RST = 5;
    static final int PING = 6;
    static final int PONG = 7;
    static final int CONTROL = 8;
    static final int GOAWAY = 9;

    /// Types with this bit that are not known are skipped; others end the connection.
    static final int OPTIONAL = 0x80;

    private FrameType() {}

    static boolean isOnStream(int type) {
        return type >= OPEN && type <= RST;
    }

    /// Checks a header before any of its payload is read.
    ///
    /// @throws ProtocolException when the length or the stream does not fit the type
    static void check(int type, int length, int streamId) {
        boolean fits =
                switch (type) {
                    case OPEN -> length <= MuxProtocol.MAX_OPEN;
                    case DATA -> length > 0 && length <= MuxProtocol.MAX_DATA;
                    case CREDIT -> length == Integer.BYTES;
                    case FIN -> length == 0;
                    case RST -> length == 1;
                    case PING, PONG -> length == Long.BYTES;
                    case CONTROL, GOAWAY -> length <= MuxProtocol.MAX_CONTROL;
                    default -> (type & OPTIONAL) != 0 && length <= MuxProtocol.MAX_SKIPPED;
                };
        if (!fits) {
            throw new ProtocolException("frame type %d of %d bytes".formatted(type, length));
        }
        if (isOnStream(type) ? streamId <= 0 : (type & OPTIONAL) == 0 && streamId != 0) {
            throw new ProtocolException("frame type %d on stream %d".formatted(type, streamId));
        }
    }
}
