package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Lifetime;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last handler of a visitor's [Line]: hands what comes in to the [Visit].
final class VhostHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(VhostHandler.class);

    private final Visit.Rules rules;
    private final Line.Factory lines;
    private final EarlyBytes afterUpgrade = new EarlyBytes();
    private @Nullable Visit visit;

    VhostHandler(Visit.Rules rules, Line.Factory lines) {
        this.rules = rules;
        this.lines = lines;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        visit = new Visit(rules, lines.on(ctx), ctx, this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        switch (msg) {
            case PublicRequest request -> visit().begin(request);
            case HttpContent content -> visit().content(content);
            case Refusal refusal -> {
                LOG.debug("{} refused: {}", ctx.channel(), refusal.detail());
                visit().malformed(refusal);
            }
            case ByteBuf bytes -> afterUpgrade.add(ctx.alloc(), bytes);
            default -> ReferenceCountUtil.release(msg);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        visit().flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        visit().visitorWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == RequestDecoder.ReadAhead.FULL) {
            visit().pauseReadAhead();
        } else if (event == Lifetime.Event.DRAINING) {
            visit().draining();
        } else if (event instanceof ChannelInputShutdownEvent) {
            visit().inputEnded();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        visit().gone();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} broke: {}", ctx.channel(), cause.toString());
        ctx.close();
    }

    /// Leaves the connection to the relay behind it, with what the visitor said before it saw the
    /// 101.
    ///
    /// @param inputEnded whether the end of the visitor's input has come already
    void leave(ChannelHandlerContext ctx, boolean inputEnded) {
        var late = afterUpgrade.take();
        if (late != null) {
            ctx.fireChannelRead(late);
            ctx.fireChannelReadComplete();
        }
        if (inputEnded) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        ctx.pipeline().remove(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        afterUpgrade.release();
        visit().end();
    }

    private Visit visit() {
        if (visit == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return visit;
    }
}
