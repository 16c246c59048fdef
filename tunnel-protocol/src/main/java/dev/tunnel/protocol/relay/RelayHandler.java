package dev.tunnel.protocol.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One direction of a [Relay]: from its own channel to the peer. It reads while the peer has room
/// and its pace allows.
final class RelayHandler extends ChannelInboundHandlerAdapter {
    private final Channel peer;
    private final Room there;
    private final Room here;
    private final Pace pace;
    private final RelayEnds ends;
    private @Nullable Future<?> pause;
    private boolean inputEnded;

    /// @param there at the peer, for what this channel reads
    /// @param here at this channel, for what the peer reads
    RelayHandler(Room there, Room here, Pace pace, RelayEnds ends) {
        this.peer = there.channel();
        this.there = there;
        this.here = here;
        this.pace = pace;
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
        long nanos = pace.count(((ByteBuf) msg).readableBytes());
        if (!peer.isActive()) {
            ReferenceCountUtil.release(msg);
            ends.unheard(ctx.channel());
            return;
        }
        peer.write(msg, peer.voidPromise());
        if (nanos > 0) {
            pause(ctx, nanos);
        }
        if (!there.isThere()) {
            stopReading(ctx);
        }
    }

    private void stopReading(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(false);
        if (there.isThere() || !peer.isActive()) {
            // The peer got room or went, on its own event loop, between being asked and the line
            // above.
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void pause(ChannelHandlerContext ctx, long nanos) {
        if (!there.isPaused()) {
            there.pause(true);
            pause = ctx.executor().schedule(() -> goOn(ctx), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void goOn(ChannelHandlerContext ctx) {
        there.pause(false);
        if (there.isThere()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        peer.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            peer.config().setAutoRead(false);
        } else if (!here.isPaused()) {
            peer.config().setAutoRead(true);
        }
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
        if (pause != null) {
            pause.cancel(false);
        }
        if (inputEnded) {
            ends.close(peer, true);
        } else {
            // Whatever closed it, it never ended its side in order.
            ends.abort(peer);
        }
    }

    /// A reset, a failed write, a TLS alert: the channel is of no more use.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
