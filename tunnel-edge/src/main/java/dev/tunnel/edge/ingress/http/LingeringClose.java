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

    /// A reader that takes nothing of its last response for so long is given up.
    private static final Duration WRITE = Duration.ofSeconds(60);

    private final boolean inputEnded;
    private @Nullable Deadline deadline;
    private long pending;
    private boolean written;

    LingeringClose(boolean inputEnded) {
        this.inputEnded = inputEnded;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        var channel = ctx.channel();
        var limit = new Deadline(ctx.executor(), () -> expired(channel));
        pending = pending(channel);
        limit.in(WRITE);
        deadline = limit;
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(flushed -> {
                    written = true;
                    if (!flushed.isSuccess() || inputEnded) {
                        channel.close();
                    } else {
                        endOutput(channel, limit);
                    }
                });
    }

    private void expired(Channel channel) {
        long left = pending(channel);
        if (written || deadline == null || left >= pending) {
            channel.close();
        } else {
            pending = left;
            deadline.in(WRITE);
        }
    }

    private static long pending(Channel channel) {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
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
