package dev.tunnel.edge.ingress.tcp;

import dev.tunnel.protocol.relay.ReadGate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a new stream from reading until it is joined to its visitor.
final class UntilJoined extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UntilJoined.class);

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        new ReadGate(ctx.channel()).hold(ReadGate.Reason.PEER_PENDING);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} broke: {}", ctx.channel(), cause.getMessage());
        ctx.close();
    }

    /// Makes room for the relay.
    void leave(Channel stream) {
        try {
            stream.pipeline().remove(this);
        } catch (NoSuchElementException _) {
            // Closed in the meantime, which the relay finds out.
        }
    }
}
