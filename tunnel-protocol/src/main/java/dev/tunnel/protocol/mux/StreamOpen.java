package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The payload of an OPEN frame: what the agent must know of a public connection.
///
/// On the wire: tunnel id (16 bytes), kind (1 byte), flags (1 byte), visitor and traceparent (each
/// a 16-bit length and UTF-8). What follows is of a later version and is ignored.
///
/// @param protocol `http`, `tcp` or `tls`
/// @param visitor the visitor's `ip:port`
/// @param tls whether the visitor came over TLS that the edge terminated
/// @param traceparent W3C trace context, when the visitor sent one
public record StreamOpen(
        UUID tunnelId, String protocol, String visitor, boolean tls, @Nullable String traceparent) {
    private static final int TLS = 1;
    private static final int LONGEST = 512;

    void encode(ByteBuf out) {
        out.writeLong(tunnelId.getMostSignificantBits());
        out.writeLong(tunnelId.getLeastSignificantBits());
        out.writeByte(kind(protocol));
        out.writeByte(tls ? TLS : 0);
        writeText(out, visitor);
        writeText(out, traceparent == null ? "" : traceparent);
    }

    /// Reads an OPEN payload.
    ///
    /// @throws ProtocolException when it is cut short or names an unknown kind
    static StreamOpen decode(ByteBuf in) {
        if (in.readableBytes() < 2 * Long.BYTES + 2) {
            throw new ProtocolException("OPEN of " + in.readableBytes() + " bytes");
        }
        UUID tunnelId = new UUID(in.readLong(), in.readLong());
        String protocol = protocol(in.readUnsignedByte());
        boolean tls = (in.readUnsignedByte() & TLS) != 0;
        String visitor = readText(in);
        String traceparent = readText(in);
        return new StreamOpen(
                tunnelId, protocol, visitor, tls, traceparent.isEmpty() ? null : traceparent);
    }

    private static int kind(String protocol) {
        return switch (protocol) {
            case "http" -> 1;
            case "tcp" -> 2;
            case "tls" -> 3;
            default -> throw new IllegalArgumentException("protocol " + protocol);
        };
    }

    private static String protocol(int kind) {
        return switch (kind) {
            case 1 -> "http";
            case 2 -> "tcp";
            case 3 -> "tls";
            default -> throw new ProtocolException("OPEN of kind " + kind);
        };
    }

    private static void writeText(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, LONGEST);
        out.writeShort(length).writeBytes(bytes, 0, length);
    }

    private static String readText(ByteBuf in) {
        if (in.readableBytes() < Short.BYTES) {
            throw new ProtocolException("OPEN cut short");
        }
        int length = in.readUnsignedShort();
        if (length > LONGEST || length > in.readableBytes()) {
            throw new ProtocolException("OPEN with a text of " + length + " bytes");
        }
        return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
    }
}
