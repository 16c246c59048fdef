package dev.tunnel.edge.agent.ngrok1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Cuts a client's bytes into messages: eight bytes of length, little-endian and signed, then that
/// many bytes of JSON. Nothing is allocated for a length that is only claimed.
final class FrameDecoder extends ByteToMessageDecoder {
    static final int PREFIX = Long.BYTES;

    /// The longest body. The messages of real clients have a few hundred bytes.
    static final int LONGEST = 64 * 1024;

    private boolean broken;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < PREFIX) {
            return;
        }
        long length = in.getLongLE(in.readerIndex());
        if (length <= 0 || length > LONGEST) {
            broken = true;
            throw new Violation("a message of " + length + " bytes");
        }
        if (in.readableBytes() >= PREFIX + length) {
            in.skipBytes(PREFIX);
            var body = new byte[(int) length];
            in.readBytes(body);
            out.add(read(body));
        }
    }

    private Request read(byte[] body) {
        try {
            return RequestReader.read(body);
        } catch (Violation e) {
            broken = true;
            throw e;
        }
    }
}
