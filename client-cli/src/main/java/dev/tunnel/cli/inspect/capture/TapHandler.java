package dev.tunnel.cli.inspect.capture;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// Shows a tap what a channel reads, and passes it on as it is. Whatever goes wrong in the tap is
/// the tap's: it sees no more, and the traffic goes on.
final class TapHandler extends ChannelInboundHandlerAdapter {

    private final Tap tap;
    private final boolean fromVisitor;
    private boolean ended;

    TapHandler(Tap tap, boolean fromVisitor) {
        this.tap = tap;
        this.fromVisitor = fromVisitor;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!ended && message instanceof ByteBuf buffer) {
            try {
                tap.read(fromVisitor, buffer);
            } catch (RuntimeException _) {
                end();
            }
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            end();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    private void end() {
        if (!ended) {
            ended = true;
            try {
                tap.end(fromVisitor);
            } catch (RuntimeException _) {
                // The record stays as it is.
            }
        }
    }
}
