package dev.tunnel.edge.ingress.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import dev.tunnel.protocol.relay.ReadGate;
import dev.tunnel.protocol.relay.ReadGate.Reason;
import dev.tunnel.protocol.relay.Relay;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One visitor's connection: serves its requests one after the other, each found its tunnel anew.
final class VhostHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(VhostHandler.class);

    /// A stream that idled longer may just be closed by its service's own time-out; a request that
    /// cannot be repeated does not take the chance.
    private static final Duration FRESH = Duration.ofSeconds(1);

    /// What a cut response's last bytes may take.
    private static final int LAST_BYTES_MILLIS = 500;

    private final HttpSettings settings;
    private final Router router;
    private final PublicHttpCodec codec;
    private final boolean tls;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ReadGate gate;
    private @Nullable Deadline stall;
    private @Nullable Exchange exchange;
    private @Nullable ServiceLink kept;
    private @Nullable Tunnel counted;
    private @Nullable CompositeByteBuf afterUpgrade;
    private long keptSince;
    private boolean inputEnded;

    /// @param tls whether visitors come over TLS here
    VhostHandler(HttpSettings settings, Router router, PublicHttpCodec codec, boolean tls) {
        this.settings = settings;
        this.router = router;
        this.codec = codec;
        this.tls = tls;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        gate = new ReadGate(ctx.channel());
        stall = new Deadline(ctx.executor(), this::stalled);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        switch (msg) {
            case PublicRequest request -> {
                exchange = new Exchange(this, ctx, request);
                exchange.route();
            }
            case HttpContent content when exchange != null -> exchange.content(content);
            case Refusal refusal -> malformed(refusal);
            case ByteBuf bytes -> keepForUpgrade(ctx, bytes);
            default -> ReferenceCountUtil.release(msg);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.visitorWritabilityChanged();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == RequestDecoder.ReadAhead.FULL) {
            gate().hold(Reason.BUSY);
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (exchange == null) {
                closeWhenWritten();
            } else {
                exchange.visitorEnded();
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.abandon();
            exchange = null;
        }
        dropKept();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} broke: {}", ctx.channel(), cause.toString(), cause);
        ctx.close();
    }

    private void stalled() {
        if (exchange != null) {
            exchange.stalled();
        }
    }

    private void malformed(Refusal refusal) {
        LOG.debug("{} refused: {}", ctx().channel(), refusal.detail());
        if (exchange == null) {
            answer(refusal, null, false);
        } else {
            exchange.breakOff(refusal);
        }
    }

    // --- what an exchange needs of its connection ---

    HttpSettings settings() {
        return settings;
    }

    Deadline stallDeadline() {
        if (stall == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return stall;
    }

    Route route(PublicRequest request) {
        return router.route(request, tls);
    }

    Visitor visitor(PublicRequest request) {
        return new Visitor(address(), tls, request.head().headers().get("traceparent"));
    }

    ServicePipeline pipeline(Tunnel tunnel, ResponseRelay relay) {
        return new ServicePipeline(tunnel.traffic(), settings.head(), relay);
    }

    void rewrite(PublicRequest request, Tunnel tunnel) {
        if (counted != tunnel) {
            counted = tunnel;
            tunnel.traffic().connection();
        }
        new RequestHeaders(
                        address().getAddress(),
                        tls,
                        HostHeader.of(tunnel.options()),
                        tunnel.options().basicAuth() != null)
                .rewrite(request);
    }

    /// The stream of the request before, when it leads where this one goes.
    @Nullable ServiceLink takeKept(Tunnel tunnel, boolean repeatable) {
        var link = kept;
        kept = null;
        if (link == null) {
            return null;
        }
        boolean fresh = ctx().executor().ticker().nanoTime() - keptSince < FRESH.toNanos();
        if (link.serves(tunnel) && (repeatable || fresh)) {
            return link;
        }
        link.finish();
        return null;
    }

    void holdReading() {
        gate().hold(Reason.PEER_PENDING);
    }

    void releaseReading() {
        gate().release(Reason.PEER_PENDING);
    }

    void serviceHasRoom(boolean room) {
        gate().set(Reason.PEER_FULL, !room);
    }

    /// A request was answered by the local service.
    ///
    /// @param link the stream, when it can take another request
    void finished(@Nullable ServiceLink link, boolean keepAlive) {
        kept = link;
        keptSince = ctx().executor().ticker().nanoTime();
        next(keepAlive);
    }

    /// A request is answered by the edge.
    void refuse(PublicRequest request, Refusal refusal, boolean complete) {
        answer(
                refusal,
                request.head().headers().get(HttpHeaderNames.ACCEPT),
                request.keepAlive() && complete && !inputEnded);
    }

    private void answer(Refusal refusal, @Nullable String accept, boolean keepAlive) {
        var ctx = ctx();
        ctx.writeAndFlush(ErrorPage.of(refusal, accept, keepAlive), ctx.voidPromise());
        next(keepAlive);
    }

    private void next(boolean keepAlive) {
        exchange = null;
        var gate = gate();
        gate.release(Reason.PEER_PENDING);
        gate.release(Reason.PEER_FULL);
        gate.release(Reason.BUSY);
        if (keepAlive && !inputEnded) {
            codec.next();
        } else {
            closeWhenWritten();
        }
    }

    /// Closes so that the response is not lost with what the visitor is still sending.
    private void closeWhenWritten() {
        dropKept();
        var pipeline = ctx().pipeline();
        if (pipeline.get(LingeringClose.class) == null) {
            pipeline.addFirst(new LingeringClose(inputEnded));
        }
    }

    /// Breaks the connection off in the middle of a response.
    ///
    /// @param tellsItsEnd whether a visitor can see that the response is not complete; if not, the
    ///   connection is reset
    void cut(boolean tellsItsEnd) {
        var channel = ctx().channel();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(_ -> {
                    if (!tellsItsEnd
                            && channel instanceof SocketChannel socket
                            && socket.isOpen()) {
                        socket.config().setSoLinger(0);
                    }
                    channel.close();
                });
        var _ = ctx().executor().schedule(() -> channel.close(), LAST_BYTES_MILLIS, MILLISECONDS);
    }

    // --- upgrade ---

    /// Leaves the two channels to a relay.
    void upgrade(ServiceLink link, @Nullable ByteBuf early) {
        exchange = null;
        var ctx = ctx();
        ctx.pipeline().remove(codec);
        if (early != null) {
            ctx.writeAndFlush(early, ctx.voidPromise());
        }
        link.detach();
        var traffic = link.tunnel().traffic();
        Relay.join(ctx.channel(), link.stream(), traffic::in, traffic::out);
        var late = afterUpgrade;
        afterUpgrade = null;
        if (late != null) {
            ctx.fireChannelRead(late);
            ctx.fireChannelReadComplete();
        }
        if (inputEnded) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        ctx.pipeline().remove(this);
    }

    /// What the visitor said before it saw the 101.
    private void keepForUpgrade(ChannelHandlerContext ctx, ByteBuf bytes) {
        if (afterUpgrade == null) {
            afterUpgrade = ctx.alloc().compositeBuffer();
        }
        afterUpgrade.addComponent(true, bytes);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stallDeadline().cancel();
        if (afterUpgrade != null) {
            afterUpgrade.release();
            afterUpgrade = null;
        }
    }

    private void dropKept() {
        if (kept != null) {
            kept.finish();
            kept = null;
        }
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) ctx().channel().remoteAddress();
    }

    private ChannelHandlerContext ctx() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }

    private ReadGate gate() {
        if (gate == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return gate;
    }
}
