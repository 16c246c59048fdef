package dev.tunnel.edge.ingress.proxy;

import dev.tunnel.edge.ingress.proxy.ProxyHeader.Relayed;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;

/// Writes headers. Two addresses of different kinds fit neither version: then the header says that
/// it does not know.
public final class HeaderWriter {
    private static final int PROXY_OF_VERSION_2 = 0x21;
    private static final int UNSPECIFIED = 0x00;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;

    private HeaderWriter() {}

    /// The bytes in front of a connection, not pooled; none without the protocol.
    public static ByteBuf write(ProxyProtocol version, Relayed header) {
        return switch (version) {
            case NONE -> Unpooled.EMPTY_BUFFER;
            case V1 ->
                    Unpooled.wrappedBuffer(
                            ("PROXY " + said(header) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            case V2 -> binary(header);
        };
    }

    private static String said(Relayed header) {
        boolean v4 = header.isBetween(Inet4Address.class);
        if (!v4 && !header.isBetween(Inet6Address.class)) {
            return "UNKNOWN";
        }
        return "%s %s %s %d %d"
                .formatted(
                        v4 ? "TCP4" : "TCP6",
                        NetUtil.toAddressString(header.source().getAddress()),
                        NetUtil.toAddressString(header.destination().getAddress()),
                        header.source().getPort(),
                        header.destination().getPort());
    }

    private static ByteBuf binary(Relayed header) {
        boolean v4 = header.isBetween(Inet4Address.class);
        boolean known = v4 || header.isBetween(Inet6Address.class);
        var source = known ? header.source().getAddress().getAddress() : new byte[0];
        var destination = known ? header.destination().getAddress().getAddress() : new byte[0];
        int length = known ? 2 * source.length + 4 : 0;
        var bytes = Unpooled.buffer(HeaderReader.FIXED + length);
        bytes.writeBytes(HeaderReader.SIGNATURE)
                .writeByte(PROXY_OF_VERSION_2)
                .writeByte(v4 ? TCP4 : known ? TCP6 : UNSPECIFIED)
                .writeShort(length)
                .writeBytes(source)
                .writeBytes(destination);
        if (known) {
            bytes.writeShort(header.source().getPort()).writeShort(header.destination().getPort());
        }
        return bytes;
    }
}
