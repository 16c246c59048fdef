package dev.tunnel.edge.ingress.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import dev.tunnel.protocol.relay.ReadGate;
import dev.tunnel.protocol.relay.ReadGate.Reason;
import dev.tunnel.protocol.relay.Relay;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;

/// One visitor's connection: serves its requests one after the other, each by an [Exchange] that
/// finds its tunnel anew. Lives on the connection's event loop.
final class Visit {
    /// What a cut response's last bytes may take.
    private static final int LAST_BYTES_MILLIS = 500;

    private final Rules rules;
    private final PublicHttpCodec codec;
    private final ChannelHandlerContext ctx;
    private final VhostHandler handler;
    private final ReadGate gate;
    private final Deadline stall;
    private final KeptLink kept;
    private @Nullable Exchange exchange;
    private @Nullable Tunnel counted;
    private boolean inputEnded;
    private boolean closing;

    /// What all connections of a port have in common.
    ///
    /// @param tls whether visitors come over TLS here
    record Rules(HttpSettings settings, Router router, Lifetime lifetime, boolean tls) {}

    Visit(Rules rules, PublicHttpCodec codec, ChannelHandlerContext ctx, VhostHandler handler) {
        this.rules = rules;
        this.codec = codec;
        this.ctx = ctx;
        this.handler = handler;
        this.gate = new ReadGate(ctx.channel());
        this.stall = new Deadline(ctx.executor(), this::stalled);
        this.kept = new KeptLink(ctx.executor().ticker());
    }

    // --- what the visitor does ---

    void begin(PublicRequest request) {
        var origin = Origin.of(ctx.channel(), rules.tls(), rules.settings().trusted(), request);
        exchange = new Exchange(this, ctx, request, origin);
        exchange.start();
    }

    void content(HttpContent content) {
        if (exchange == null) {
            content.release();
        } else {
            exchange.content(content);
        }
    }

    void malformed(Refusal refusal) {
        if (exchange != null) {
            exchange.breakOff(refusal);
        } else if (!closing) {
            answer(refusal, null, false);
        }
    }

    /// All there is for now has come in.
    void flush() {
        if (exchange != null) {
            exchange.flush();
        }
    }

    void visitorWritabilityChanged() {
        if (exchange != null) {
            exchange.visitorWritabilityChanged();
        }
    }

    void pauseReadAhead() {
        gate.hold(Reason.BUSY);
    }

    void inputEnded() {
        inputEnded = true;
        if (exchange == null) {
            closeWhenWritten();
        } else {
            exchange.visitorEnded();
        }
    }

    /// The edge drains: this connection ends with the request under way, if any.
    void draining() {
        if (exchange == null && !closing) {
            closeWhenWritten();
        }
    }

    void gone() {
        if (exchange != null) {
            exchange.abandon();
            exchange = null;
        }
        kept.drop();
    }

    void end() {
        stall.cancel();
    }

    private void stalled() {
        if (exchange != null) {
            exchange.stalled();
        }
    }

    // --- what an exchange needs ---

    HttpSettings settings() {
        return rules.settings();
    }

    Deadline stallDeadline() {
        return stall;
    }

    Route route(PublicRequest request, Origin origin) {
        return rules.router().route(request, origin);
    }

    boolean isSettling() {
        return rules.lifetime().isSettling();
    }

    boolean isDraining() {
        return rules.lifetime().isDraining();
    }

    @Nullable ServiceLink takeKept(Tunnel tunnel, Visitor visitor, boolean repeatable) {
        return kept.take(tunnel, visitor, repeatable);
    }

    /// Makes the local service's head of the visitor's.
    void rewrite(PublicRequest request, Origin origin, Tunnel tunnel) {
        if (counted != tunnel) {
            counted = tunnel;
            tunnel.traffic().connection();
        }
        new RequestHeaders(
                        origin,
                        HostHeader.of(tunnel.options()),
                        tunnel.options().access().basicAuth() != null)
                .rewrite(request);
    }

    void holdReading() {
        gate.hold(Reason.PEER_PENDING);
    }

    void releaseReading() {
        gate.release(Reason.PEER_PENDING);
    }

    void serviceHasRoom(boolean room) {
        gate.set(Reason.PEER_FULL, !room);
    }

    // --- how a request ends ---

    /// Answered by the local service.
    ///
    /// @param link the stream, when it can take another request
    void finished(@Nullable ServiceLink link, boolean keepAlive) {
        if (link != null) {
            kept.keep(link);
        }
        next(keepAlive);
    }

    /// Answered by the edge.
    ///
    /// @param complete whether the whole request has come in
    void refuse(PublicRequest request, Refusal refusal, boolean complete) {
        answer(
                refusal,
                request.head().headers().get(HttpHeaderNames.ACCEPT),
                request.keepAlive() && complete && !inputEnded && !isDraining());
    }

    private void answer(Refusal refusal, @Nullable String accept, boolean keepAlive) {
        ctx.writeAndFlush(ErrorPage.of(refusal, accept, keepAlive), ctx.voidPromise());
        next(keepAlive);
    }

    private void next(boolean keepAlive) {
        exchange = null;
        gate.release(Reason.PEER_PENDING);
        gate.release(Reason.PEER_FULL);
        gate.release(Reason.BUSY);
        if (keepAlive && !inputEnded) {
            codec.next();
        } else {
            closeWhenWritten();
        }
    }

    private void closeWhenWritten() {
        closing = true;
        kept.drop();
        if (ctx.pipeline().get(LingeringClose.class) == null) {
            ctx.pipeline().addFirst(new LingeringClose(inputEnded));
        }
    }

    /// Breaks the connection off in the middle of a response.
    ///
    /// @param tellsItsEnd whether a visitor can see that the response is not complete; if not, the
    ///   connection is reset
    void cut(boolean tellsItsEnd) {
        closing = true;
        var channel = ctx.channel();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(_ -> {
                    if (!tellsItsEnd
                            && channel instanceof SocketChannel socket
                            && socket.isOpen()) {
                        socket.config().setSoLinger(0);
                    }
                    channel.close();
                });
        var _ = ctx.executor().schedule(() -> channel.close(), LAST_BYTES_MILLIS, MILLISECONDS);
    }

    /// Both codecs step aside, only a relay is left.
    ///
    /// @param early what the local service said right after its 101
    void upgrade(ServiceLink link, @Nullable ByteBuf early) {
        exchange = null;
        ctx.pipeline().remove(codec);
        if (early != null) {
            ctx.writeAndFlush(early, ctx.voidPromise());
        }
        link.detach();
        var traffic = link.tunnel().traffic();
        Relay.join(ctx.channel(), link.stream(), traffic::in, traffic::out);
        handler.leave(ctx, inputEnded);
    }
}
