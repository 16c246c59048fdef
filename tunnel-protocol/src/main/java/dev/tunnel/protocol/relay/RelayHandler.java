package dev.tunnel.protocol.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// One direction of a [Relay]: from its own channel to the peer.
final class RelayHandler extends ChannelInboundHandlerAdapter {
    private final Channel peer;
    private final ByteCount count;
    private final RelayEnds ends;
    private boolean inputEnded;
    private boolean broken;

    RelayHandler(Channel peer, ByteCount count, RelayEnds ends) {
        this.peer = peer;
        this.count = count;
        this.ends = ends;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            // Broken off before it was joined: it never ended its side in order.
            ends.abort(peer);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        count.add(((ByteBuf) msg).readableBytes());
        peer.write(msg, peer.voidPromise());
        if (!peer.isWritable()) {
            ctx.channel().config().setAutoRead(false);
            if (peer.isWritable()) {
                // The peer got room, on its own event loop, between the two lines above.
                ctx.channel().config().setAutoRead(true);
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        peer.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        peer.config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            endInput(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    private void endInput(ChannelHandlerContext ctx) {
        if (!inputEnded) {
            inputEnded = true;
            ends.finish(peer);
            if (Relay.endsAsAWhole(ctx.channel())) {
                ends.closeLater(ctx.channel());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (broken && !inputEnded) {
            ends.abort(peer);
        } else {
            ends.close(peer);
        }
    }

    /// A reset, a failed write, a TLS alert: the channel is of no more use.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        broken = true;
        ctx.close();
    }
}
