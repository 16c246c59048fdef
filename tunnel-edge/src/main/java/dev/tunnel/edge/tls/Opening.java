package dev.tunnel.edge.tls;

import io.netty.buffer.ByteBuf;

/// What the first bytes of a connection show.
enum Opening {
    /// A request line, or an empty line before one. Whether it is a good one is for HTTP to say.
    HTTP,
    /// A message of the ngrok 1.x protocol: its length, eight bytes with the lowest first, then
    /// JSON.
    NGROK1,
    /// Nothing that is spoken here.
    UNKNOWN,
    /// Too few bytes to tell.
    SHORT;

    /// Where a length below 64 KiB has its first zero, and HTTP has none.
    private static final int TELLING = 2;

    private static final int LENGTH_BYTES = 8;

    /// What the bytes that can be read are; reads none of them.
    static Opening of(ByteBuf bytes) {
        if (bytes.readableBytes() <= TELLING) {
            return SHORT;
        }
        var first = bytes.slice();
        return first.getByte(TELLING) == 0 ? message(first) : request(first);
    }

    private static Opening message(ByteBuf bytes) {
        int known = Math.min(bytes.readableBytes(), LENGTH_BYTES);
        for (int i = TELLING; i < known; i++) {
            if (bytes.getByte(i) != 0) {
                return UNKNOWN;
            }
        }
        if (bytes.readableBytes() <= LENGTH_BYTES) {
            return SHORT;
        }
        return bytes.getByte(LENGTH_BYTES) == '{' ? NGROK1 : UNKNOWN;
    }

    /// An empty line, or the beginning of a method (a token, RFC 9110, 5.6.2).
    private static Opening request(ByteBuf bytes) {
        byte b = bytes.getByte(0);
        if (b == '\r' || b == '\n') {
            return HTTP;
        }
        for (int i = 0; i <= TELLING; i++) {
            b = bytes.getByte(i);
            if (b == ' ' && i > 0) {
                return HTTP;
            }
            if (!isTokenByte(b)) {
                return UNKNOWN;
            }
        }
        return HTTP;
    }

    private static boolean isTokenByte(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
    }
}
