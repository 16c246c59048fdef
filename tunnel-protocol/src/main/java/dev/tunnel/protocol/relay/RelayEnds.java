package dev.tunnel.protocol.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How the two directions of a [Relay] end: the one close rule.
final class RelayEnds {
    private static final int DIRECTIONS = 2;

    /// How long a closed channel's last bytes may go without moving on towards the other side's
    /// socket, in seconds.
    private static final int LAST_BYTES = 30;

    private final Channel left;
    private final Channel right;
    private final AtomicInteger finished = new AtomicInteger();
    private volatile boolean leftSaidAll;
    private volatile boolean rightSaidAll;

    RelayEnds(Channel left, Channel right) {
        this.left = left;
        this.right = right;
    }

    /// The input of a channel's peer has ended: end the channel's output when all is written.
    void finish(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> {
                    if (written.isSuccess()) {
                        endOutput(channel);
                    } else {
                        channel.close();
                    }
                });
    }

    private void endOutput(Channel channel) {
        if (Relay.endsAsAWhole(channel)) {
            channel.pipeline().addFirst(new Silence());
            directionFinished(channel);
            return;
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        EndsOutput own = channel.pipeline().get(EndsOutput.class);
        if (own != null) {
            own.endOutput(channel.pipeline().context(own))
                    .addListener(done -> directionFinished(channel));
        } else if (tls != null) {
            tls.closeOutbound().addListener(sent -> shutDownOutput(channel));
        } else {
            shutDownOutput(channel);
        }
    }

    private void shutDownOutput(Channel channel) {
        if (channel instanceof SocketChannel && finished.get() == DIRECTIONS - 1) {
            // All is written and all that came is read: closing says the same with fewer calls.
            directionFinished(channel);
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput().addListener(done -> directionFinished(channel));
        } else {
            directionFinished(channel);
        }
    }

    /// @param channel whose output has ended
    private void directionFinished(Channel channel) {
        if (channel == left) {
            leftSaidAll = true;
        } else {
            rightSaidAll = true;
        }
        if (finished.incrementAndGet() == DIRECTIONS) {
            left.close();
            right.close();
        }
    }

    /// A channel is closed: deliver what it sent, then close the other.
    ///
    /// Where the end of its input came before, its end is on its way behind its last bytes. A
    /// stream that is closed then would be reset, and what waits at its far end lost with it: it
    /// ends when its far end has said all, or has something to say that nobody hears.
    ///
    /// @param ending whether the closed channel's input had ended
    void close(Channel channel, boolean ending) {
        if (!channel.isActive()) {
            return;
        }
        if (ending && !(channel instanceof SocketChannel)) {
            channel.config().setAutoRead(true);
            closeLater(channel);
        } else {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            closeLater(channel);
        }
    }

    /// A channel has said something to one that is closed.
    void unheard(Channel channel) {
        if (channel == left ? leftSaidAll : rightSaidAll) {
            channel.close();
        }
    }

    /// Nothing more can come from a channel, and soon nothing more can go to it. What could not go
    /// is missing at its far end, which must not take that for the end.
    void closeLater(Channel channel) {
        long unsent = unsent(channel);
        var limit =
                channel.eventLoop()
                        .schedule(() -> expired(channel, unsent), LAST_BYTES, TimeUnit.SECONDS);
        channel.closeFuture().addListener(_ -> limit.cancel(false));
    }

    private void expired(Channel channel, long before) {
        if (unsent(channel) < before) {
            closeLater(channel);
        } else {
            abort(channel);
        }
    }

    private static long unsent(Channel channel) {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /// A channel broke: the other must not take it for an orderly end. TLS is passed over, which
    /// would say goodbye first.
    void abort(Channel channel) {
        var first = channel.pipeline().firstContext();
        if (channel instanceof SocketChannel socket && socket.isOpen() && first != null) {
            socket.config().setSoLinger(0);
            first.close();
        } else {
            channel.close();
        }
    }
}
