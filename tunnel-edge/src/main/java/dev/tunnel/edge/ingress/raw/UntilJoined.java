package dev.tunnel.edge.ingress.raw;

import dev.tunnel.protocol.relay.Relay;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pipeline of a new stream until it is joined to its visitor: it waits, and may be reset.
final class UntilJoined extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UntilJoined.class);

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Relay.await(ctx.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} broke: {}", ctx.channel(), cause.getMessage());
        ctx.close();
    }

    /// Makes room for the relay.
    void leave(Channel stream) {
        stream.eventLoop()
                .execute(() -> {
                    if (stream.pipeline().context(this) != null) {
                        stream.pipeline().remove(this);
                    }
                });
    }
}
