package dev.tunnel.protocol.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/// Keeps what a channel reads, and the end of its input, until a peer is there; then hands it on
/// and is gone.
///
/// Switching auto-read off is not enough: when the far end has finished sending, epoll reads all
/// that is left regardless. That is bounded by the socket's receive buffer.
final class PendingReads extends ChannelInboundHandlerAdapter {
    static final String NAME = "pending-reads";

    private final Queue<Object> reads = new ArrayDeque<>(2);
    private boolean inputEnded;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        reads.add(msg);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {}

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded = true;
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /// Broken off before there was a peer: the relay finds the channel closed.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        Channel channel = ctx.channel();
        if (!channel.isActive()) {
            reads.forEach(ReferenceCountUtil::release);
            reads.clear();
            return;
        }
        if (!reads.isEmpty()) {
            for (Object read = reads.poll(); read != null; read = reads.poll()) {
                ctx.fireChannelRead(read);
            }
            ctx.fireChannelReadComplete();
        }
        if (inputEnded) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }
}
