package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Keeps what a stream delivers.
@Sharable
final class Recorder extends ChannelInboundHandlerAdapter {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int completes;
    boolean inputEnded;
    boolean inactive;
    @Nullable Throwable failure;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf part = (ByteBuf) msg;
        byte[] copy = new byte[part.readableBytes()];
        part.readBytes(copy);
        part.release();
        bytes.writeBytes(copy);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        completes++;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        inputEnded |= event == ChannelInputShutdownEvent.INSTANCE;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        inactive = true;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failure = cause;
    }
}
