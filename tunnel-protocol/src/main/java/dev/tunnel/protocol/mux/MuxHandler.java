package dev.tunnel.protocol.mux;

import dev.tunnel.protocol.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;

/// Feeds what a channel reads to its [MuxConnection].
final class MuxHandler extends ChannelInboundHandlerAdapter implements FrameSink {
    private static final InternalLogger logger =
            InternalLoggerFactory.getInstance(MuxHandler.class);

    private final MuxConnection connection;
    private final FrameDecoder decoder;

    MuxHandler(MuxConnection connection, ByteBufAllocator allocator) {
        this.connection = connection;
        this.decoder = new FrameDecoder(this, allocator);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(msg);
            return;
        }
        try {
            decoder.decode(bytes);
        } catch (ProtocolException | MalformedMessageException e) {
            decoder.stop();
            connection.fail("protocol violation: " + e.getMessage());
        }
    }

    @Override
    public void onData(int streamId, ByteBuf part) {
        connection.onData(streamId, part);
    }

    @Override
    public void onFrame(int type, int streamId, ByteBuf payload) {
        connection.onFrame(type, streamId, payload);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        connection.onReadComplete();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.onWritable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        decoder.stop();
        connection.fail("connection closed by peer");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        decoder.stop();
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            logger.error("failure on a mux connection", cause);
        }
        connection.fail(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
}
