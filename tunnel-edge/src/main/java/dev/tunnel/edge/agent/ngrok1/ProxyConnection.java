package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.protocol.relay.Relay;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/// A proxy connection until it is used, once.
final class ProxyConnection extends ChannelInboundHandlerAdapter {
    private final ProxyPool pool;
    private final Channel channel;

    ProxyConnection(ProxyPool pool, Channel channel) {
        this.pool = pool;
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }

    /// Hands it over to a visitor. StartProxy goes out by itself and is on its way before anything
    /// of the visitor's is written: clients read the two one after the other. Any thread.
    ///
    /// @return the connection; fails when it turns out to be dead
    Future<Channel> start(ProxyUse use) {
        Promise<Channel> started = channel.eventLoop().newPromise();
        channel.eventLoop().execute(() -> start(use, started));
        return started;
    }

    private void start(ProxyUse use, Promise<Channel> started) {
        var ctx = channel.pipeline().context(this);
        if (ctx == null || !channel.isActive()) {
            started.setFailure(new Violation("the proxy connection is gone"));
            return;
        }
        ctx.writeAndFlush(AnswerEncoder.encode(ctx.alloc(), use.start()))
                .addListener(written -> {
                    if (written.isSuccess() && channel.isActive()) {
                        leave(ctx, use);
                        started.setSuccess(channel);
                    } else {
                        channel.close();
                        started.setFailure(new Violation("the proxy connection is dead"));
                    }
                });
    }

    private void leave(ChannelHandlerContext ctx, ProxyUse use) {
        Relay.endAsAWhole(channel);
        if (use.asked()) {
            ctx.pipeline().addLast(new EarlyAnswer());
        }
        ctx.pipeline().addLast(use.handler());
        ctx.pipeline().remove(this);
    }

    /// The client has nothing to say before it is told what the connection is for.
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
        ctx.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            ctx.close();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        pool.gone(this);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
