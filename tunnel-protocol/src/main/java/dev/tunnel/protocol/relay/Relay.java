package dev.tunnel.protocol.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/// Joins two channels: what one reads the other writes, at the pace of the slower.
///
/// Each direction ends by itself: the end of one channel's input becomes the end of the other's
/// output, and when both directions have ended both channels are closed. A channel that breaks
/// resets the other; one that is closed has what it sent before delivered first. Only the relay's
/// handler may be left at the end of the two pipelines; they may be on different event loops.
public final class Relay {
    static final String NAME = "relay";

    private Relay() {}

    /// Joins the channels and lets both read.
    public static void join(
            Channel left, Channel right, ByteCount leftToRight, ByteCount rightToLeft) {
        allowHalfClose(left);
        allowHalfClose(right);
        RelayEnds ends = new RelayEnds(left, right);
        left.pipeline().addLast(NAME, new RelayHandler(right, leftToRight, ends));
        right.pipeline().addLast(NAME, new RelayHandler(left, rightToLeft, ends));
        left.config().setAutoRead(true);
        right.config().setAutoRead(true);
    }

    private static void allowHalfClose(Channel channel) {
        // Channels that know the option close at the end of input without it.
        if (channel.config().getOptions().containsKey(ChannelOption.ALLOW_HALF_CLOSURE)) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
    }
}
