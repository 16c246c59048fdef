package dev.tunnel.edge.ingress.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Version 1, a line of text: `PROXY TCP4 192.0.2.7 198.51.100.1 51234 443`.
final class HeaderLine {
    private static final String BEGIN = "PROXY ";

    /// With its CR LF.
    private static final int LONGEST = 107;

    private static final String UNKNOWN = "UNKNOWN";
    private static final int PARTS = 5;
    private static final int HIGHEST_PORT = 65_535;

    /// No leading zeros, which some read as octal; no brackets, no zone.
    private static final Pattern V4 =
            Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");

    private HeaderLine() {}

    static @Nullable ProxyHeader read(ByteBuf in) throws MalformedHeaderException {
        int known = Math.min(in.readableBytes(), BEGIN.length());
        if (!BEGIN.startsWith(text(in, known))) {
            throw new MalformedHeaderException("no PROXY protocol");
        }
        int seen = Math.min(in.readableBytes(), LONGEST);
        int end = in.indexOf(in.readerIndex(), in.readerIndex() + seen, (byte) '\n');
        if (end < 0) {
            if (seen == LONGEST) {
                throw new MalformedHeaderException("a line without an end");
            }
            return null;
        }
        int length = end - in.readerIndex();
        if (in.getByte(end - 1) != '\r') {
            throw new MalformedHeaderException("a line that ends without CR");
        }
        var line = text(in, length - 1);
        in.skipBytes(length + 1);
        return parse(line.substring(BEGIN.length()));
    }

    private static String text(ByteBuf in, int length) {
        return in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
    }

    private static ProxyHeader parse(String said) throws MalformedHeaderException {
        if (said.equals(UNKNOWN) || said.startsWith(UNKNOWN + ' ')) {
            return new ProxyHeader.Own();
        }
        var parts = said.split(" ", -1);
        if (parts.length != PARTS) {
            throw new MalformedHeaderException("a line of %d parts".formatted(parts.length + 1));
        }
        var form =
                switch (parts[0]) {
                    case "TCP4" -> V4;
                    case "TCP6" -> V6;
                    default -> throw new MalformedHeaderException("an unknown protocol");
                };
        return new ProxyHeader.Relayed(
                address(parts[1], parts[3], form), address(parts[2], parts[4], form));
    }

    private static InetSocketAddress address(String host, String port, Pattern form)
            throws MalformedHeaderException {
        byte[] bytes =
                form.matcher(host).matches()
                        ? NetUtil.createByteArrayFromIpAddressString(host)
                        : null;
        if (bytes == null) {
            throw new MalformedHeaderException("an address that is none");
        }
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new MalformedHeaderException("a port that is none");
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(host, e);
        }
    }
}
