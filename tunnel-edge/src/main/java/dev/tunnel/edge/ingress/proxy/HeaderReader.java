package dev.tunnel.edge.ingress.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Reads a header of either version, strictly, and not a byte more. Extensions (TLVs) are skipped.
public final class HeaderReader {
    static final byte[] SIGNATURE = {
        '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
    };

    /// The fixed part of version 2.
    static final int FIXED = SIGNATURE.length + 4;

    /// The longest rest of version 2: balancers send some TLVs, none needs more.
    private static final int LONGEST_REST = 536;

    private static final int VERSION_2 = 0x20;
    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int STREAM = 1;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    private HeaderReader() {}

    /// Takes the header out of the buffer.
    ///
    /// @return `null` when it is not complete, with nothing taken
    /// @throws MalformedHeaderException when it cannot become one
    public static @Nullable ProxyHeader read(ByteBuf in) throws MalformedHeaderException {
        if (!in.isReadable()) {
            return null;
        }
        return in.getByte(in.readerIndex()) == SIGNATURE[0] ? binary(in) : HeaderLine.read(in);
    }

    private static @Nullable ProxyHeader binary(ByteBuf in) throws MalformedHeaderException {
        int known = Math.min(in.readableBytes(), SIGNATURE.length);
        if (!ByteBufUtil.equals(in.slice(in.readerIndex(), known), signature(known))) {
            throw new MalformedHeaderException("a wrong signature");
        }
        if (in.readableBytes() < FIXED) {
            return null;
        }
        int rest = in.getUnsignedShort(in.readerIndex() + FIXED - 2);
        if (rest > LONGEST_REST) {
            throw new MalformedHeaderException("a header of %d bytes".formatted(FIXED + rest));
        }
        if (in.readableBytes() < FIXED + rest) {
            return null;
        }
        in.skipBytes(SIGNATURE.length);
        int command = in.readUnsignedByte();
        int family = in.readUnsignedByte();
        return header(command, family, in.readSlice(in.readUnsignedShort()));
    }

    private static ByteBuf signature(int length) {
        return Unpooled.wrappedBuffer(SIGNATURE, 0, length);
    }

    private static ProxyHeader header(int command, int family, ByteBuf rest)
            throws MalformedHeaderException {
        return switch (command) {
            case VERSION_2 | LOCAL -> new ProxyHeader.Own();
            case VERSION_2 | PROXY ->
                    switch (family) {
                        case 1 << 4 | STREAM -> relayed(rest, V4_BYTES);
                        case 2 << 4 | STREAM -> relayed(rest, V6_BYTES);
                        case 0, 3 << 4 | STREAM -> new ProxyHeader.Own();
                        default -> throw new MalformedHeaderException("family " + family);
                    };
            default -> throw new MalformedHeaderException("version and command " + command);
        };
    }

    private static ProxyHeader relayed(ByteBuf rest, int size) throws MalformedHeaderException {
        if (rest.readableBytes() < 2 * size + 4) {
            throw new MalformedHeaderException("addresses cut off");
        }
        var source = address(rest, size);
        var destination = address(rest, size);
        return new ProxyHeader.Relayed(
                new InetSocketAddress(source, rest.readUnsignedShort()),
                new InetSocketAddress(destination, rest.readUnsignedShort()));
    }

    private static InetAddress address(ByteBuf rest, int size) {
        byte[] bytes = new byte[size];
        rest.readBytes(bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + size + " bytes", e);
        }
    }
}
