package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/// Counts the bytes of a stream for its tunnel.
final class StreamCount extends ChannelDuplexHandler {
    private final Traffic traffic;

    StreamCount(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes) {
            traffic.out(bytes.readableBytes());
        }
        ctx.fireChannelRead(msg);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (msg instanceof ByteBuf bytes && bytes.isReadable()) {
            traffic.in(bytes.readableBytes());
        }
        ctx.write(msg, promise);
    }
}
