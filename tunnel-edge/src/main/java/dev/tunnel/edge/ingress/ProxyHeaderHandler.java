package dev.tunnel.edge.ingress;

import dev.tunnel.edge.ingress.proxy.HeaderReader;
import dev.tunnel.edge.ingress.proxy.MalformedHeaderException;
import dev.tunnel.edge.ingress.proxy.ProxyHeader;
import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the PROXY protocol header off a connection, notes whose it is and leaves the rest to the
/// connection's own pipeline.
final class ProxyHeaderHandler extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeaderHandler.class);

    /// A balancer sends it with its first packet.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AcceptGate gate;
    private final ChannelHandler connection;
    private @Nullable Future<?> deadline;
    private boolean over;

    ProxyHeaderHandler(AcceptGate gate, ChannelHandler connection) {
        this.gate = gate;
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline =
                ctx.executor()
                        .schedule(
                                () -> refuse(ctx, "no PROXY protocol header in time"),
                                PATIENCE.toNanos(),
                                TimeUnit.NANOSECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (over) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            switch (HeaderReader.read(in)) {
                case ProxyHeader.Relayed relayed -> relayed(ctx, relayed);
                case ProxyHeader.Own _ -> go(ctx);
                case null -> {}
            }
        } catch (MalformedHeaderException e) {
            refuse(ctx, "not a PROXY protocol header: " + e.getMessage());
        }
    }

    private void relayed(ChannelHandlerContext ctx, ProxyHeader.Relayed header) {
        PeerAddress.tell(ctx.channel(), header.source(), header.destination());
        if (gate.admits(header.source().getAddress())) {
            go(ctx);
        } else {
            refuse(ctx, "too many connections of " + header.source().getHostString());
        }
    }

    private void go(ChannelHandlerContext ctx) {
        over = true;
        ctx.pipeline().addLast(connection).remove(this);
    }

    private void refuse(ChannelHandlerContext ctx, String why) {
        if (!over) {
            over = true;
            LOG.debug("{} closed: {}", ctx.channel(), why);
            gate.countRefused();
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            refuse(ctx, "ended before its PROXY protocol header");
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} broke: {}", ctx.channel(), cause.toString());
        over = true;
        ctx.close();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
