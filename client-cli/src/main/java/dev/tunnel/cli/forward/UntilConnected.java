package dev.tunnel.cli.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// The end of a stream's pipeline while its local connection is made: the edge may reset it.
final class UntilConnected extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    /// Makes room for the relay.
    void leave(Channel stream) {
        if (stream.pipeline().context(this) != null) {
            stream.pipeline().remove(this);
        }
    }
}
