package dev.tunnel.protocol.relay;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannelConfig;
import io.netty.util.AttributeKey;

/// Joins two channels: what one reads the other writes, at the pace of the slower.
///
/// Each direction ends by itself: the end of one channel's input becomes the end of the other's
/// output, and when both directions have ended both channels are closed. A channel that breaks
/// resets the other; one that is closed has what it sent before delivered first. Only the relay's
/// handler may be left at the end of the two pipelines; they may be on different event loops.
public final class Relay {
    static final String NAME = "relay";
    private static final AttributeKey<Boolean> WHOLE = AttributeKey.valueOf(Relay.class, "whole");

    private Relay() {}

    /// Makes a new channel wait for its peer: it does not read, and what it reads all the same is
    /// kept for [#join]. For initializers.
    public static void await(Channel channel) {
        allowHalfClose(channel);
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(PendingReads.NAME, new PendingReads());
    }

    /// Says of a channel that its far end has no half-close: it stops both directions when one
    /// ends, and would lose the answer to a peer that has finished asking. The end of the peer's
    /// input is not passed on to it; instead it is closed when it has been silent for a while
    /// after. On the channel's event loop.
    public static void endAsAWhole(Channel channel) {
        channel.attr(WHOLE).set(true);
    }

    /// Whether [#endAsAWhole] was said of the channel.
    public static boolean endsAsAWhole(Channel channel) {
        return channel.attr(WHOLE).get() != null;
    }

    /// Joins the channels and lets both read. Any thread.
    ///
    /// Every change to a pipeline happens on its own event loop: a handler added from elsewhere is
    /// passed over until its loop has confirmed it. Both ends are in place before either reads.
    public static void join(
            Channel left, Channel right, ByteCount leftToRight, ByteCount rightToLeft) {
        join(left, right, Pace.of(leftToRight), Pace.of(rightToLeft));
    }

    /// The same, each direction no faster than its pace says.
    public static void join(Channel left, Channel right, Pace leftToRight, Pace rightToLeft) {
        RelayEnds ends = new RelayEnds(left, right);
        Room inLeft = new Room(left);
        Room inRight = new Room(right);
        onLoop(
                left,
                () -> {
                    attach(left, new RelayHandler(inRight, inLeft, leftToRight, ends));
                    onLoop(
                            right,
                            () -> {
                                attach(right, new RelayHandler(inLeft, inRight, rightToLeft, ends));
                                begin(right);
                                onLoop(left, () -> begin(left));
                            });
                });
    }

    private static void onLoop(Channel channel, Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    private static void attach(Channel channel, RelayHandler handler) {
        allowHalfClose(channel);
        channel.pipeline().addLast(NAME, handler);
    }

    /// Lets a channel that waited ([#await]) read although it has no peer: its own handlers take
    /// what it reads. On the channel's event loop.
    public static void readAlone(Channel channel) {
        begin(channel);
    }

    private static void begin(Channel channel) {
        if (channel.pipeline().get(PendingReads.NAME) != null) {
            channel.pipeline().remove(PendingReads.NAME);
        }
        channel.config().setAutoRead(true);
    }

    /// Asking a config for its options would ask the kernel for each of them.
    private static void allowHalfClose(Channel channel) {
        if (channel.config() instanceof DuplexChannelConfig duplex) {
            duplex.setAllowHalfClosure(true);
        }
    }
}
