package dev.tunnel.edge.ingress.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Closes a connection after its last response: ends the output, and drops what still comes in for
/// a moment, because closing at once would make the system throw the response away with it.
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final Duration LINGER = Duration.ofSeconds(2);

    /// A reader that takes nothing of its last response for so long is given up. What it takes
    /// shows in steps only, of as much as the system's own buffer holds.
    private static final Duration WRITE = Duration.ofMinutes(3);

    private @Nullable Deadline deadline;
    private @Nullable Unsent unsent;
    private boolean written;
    private boolean inputEnded;

    /// @param inputEnded whether nothing more will come in
    LingeringClose(boolean inputEnded) {
        this.inputEnded = inputEnded;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        var channel = ctx.channel();
        var limit = new Deadline(ctx.executor(), () -> expired(channel));
        unsent = new Unsent(channel);
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
        if (!written && deadline != null && unsent != null && unsent.shrank()) {
            deadline.in(WRITE);
        } else {
            if (!written && channel instanceof SocketChannel socket && socket.isOpen()) {
                // What it never took is missing: no end for those who take the end for the last.
                socket.config().setSoLinger(0);
            }
            channel.close();
        }
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

    /// A visitor that has no more to say may still read.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (written) {
                ctx.close();
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
