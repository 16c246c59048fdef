package dev.tunnel.edge.ingress.http2;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;

/// Ends a stream with an error code.
public final class Resets {
    private Resets() {}

    /// Sends RST_STREAM, which closes the stream's channel. Nothing happens when it is closed.
    public static void send(ChannelHandlerContext ctx, Http2Error error) {
        if (ctx.channel().isActive()) {
            ctx.channel().writeAndFlush(new DefaultHttp2ResetFrame(error));
        }
    }
}
