package dev.tunnel.edge.ingress.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Closes a connection after its last response: ends the output, and drops what still comes in for
/// a moment, because closing at once would make the system throw the response away with it.
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final Duration LINGER = Duration.ofSeconds(2);

    /// A reader too slow for its last response is given up.
    private static final Duration WRITE = Duration.ofSeconds(60);

    private final boolean inputEnded;
    private @Nullable Deadline deadline;

    LingeringClose(boolean inputEnded) {
        this.inputEnded = inputEnded;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        var channel = ctx.channel();
        var limit = new Deadline(ctx.executor(), channel::close);
        limit.in(WRITE);
        deadline = limit;
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> {
                    if (!written.isSuccess() || inputEnded) {
                        channel.close();
                    } else {
                        endOutput(channel, limit);
                    }
                });
    }

    private static void endOutput(Channel channel, Deadline limit) {
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound().addListener(_ -> shutDown(channel, limit));
        } else {
            shutDown(channel, limit);
        }
    }

    private static void shutDown(Channel channel, Deadline limit) {
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            limit.in(LINGER);
        } else {
            channel.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
