package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.Failures;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Promise;
import javax.net.ssl.SSLException;

/// Tells when a TLS handshake is done, and steps aside before it does, so that whoever hears it may
/// build the rest of the pipeline.
public final class HandshakeReport extends ChannelInboundHandlerAdapter {

    private final Promise<Channel> ready;

    public HandshakeReport(Promise<Channel> ready) {
        this.ready = ready;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                ctx.pipeline().remove(this);
                ready.trySuccess(ctx.channel());
            } else {
                fail(ctx, handshake.cause());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, new SSLException("connection closed during the handshake"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx, cause);
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
        ready.tryFailure(new SSLException("TLS: " + Failures.line(cause), cause));
        ctx.close();
    }
}
