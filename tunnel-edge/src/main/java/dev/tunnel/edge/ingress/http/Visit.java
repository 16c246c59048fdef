package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.Pacing;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import dev.tunnel.protocol.relay.ReadGate.Reason;
import dev.tunnel.protocol.relay.Relay;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One visitor's [Line]: serves its requests one after the other, each by an [Exchange] that finds
/// its tunnel anew. Lives on the visitor's event loop.
final class Visit {
    private final Rules rules;
    private final Line line;
    private final ChannelHandlerContext ctx;
    private final VhostHandler handler;
    private final Deadline stall;
    private @Nullable Exchange exchange;
    private boolean inputEnded;

    /// Its last request has come in whole, and it said that it was the last.
    private boolean visitorCloses;

    private boolean closing;
    private boolean upgrading;

    /// What all connections of a port have in common.
    ///
    /// @param tls whether visitors come over TLS here
    record Rules(
            HttpSettings settings,
            Router router,
            Lifetime lifetime,
            Visits visits,
            HttpMemory memory,
            boolean tls) {}

    Visit(Rules rules, Line line, ChannelHandlerContext ctx, VhostHandler handler) {
        this.rules = rules;
        this.line = line;
        this.ctx = ctx;
        this.handler = handler;
        this.stall = new Deadline(ctx.executor(), this::stalled);
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
            HttpVisit.malformed(rules.visits(), ctx.channel(), refusal);
            answer(ErrorPage.of(refusal, null, false), false);
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
        line.hold(Reason.BUSY);
    }

    void inputEnded() {
        inputEnded = true;
        if (upgrading) {
            return; // The relay hears of it when it stands.
        }
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
        line.gone();
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
        var route = rules.router().route(request, origin);
        return route instanceof Route.To(var tunnel)
                        && !line.connection().enters(tunnel.allowance(), ctx.channel())
                ? new Route.Refused(tunnel, Refusals.tooManyConnections(request.authority().host()))
                : route;
    }

    Visits visits() {
        return rules.visits();
    }

    boolean isSettling() {
        return rules.lifetime().isSettling();
    }

    boolean isDraining() {
        return rules.lifetime().isDraining();
    }

    @Nullable ServiceLink takeKept(Tunnel tunnel, Visitor visitor, boolean repeatable) {
        return line.connection().links().take(tunnel, visitor, repeatable);
    }

    /// The HTTP/2 connection to a tunnel's service that this visitor uses.
    Future<ServiceConnection> connectHttp2(Tunnel tunnel, Visitor visitor) {
        return line.connection().services().to(tunnel, visitor, rules, ctx.channel());
    }

    /// Makes the local service's head of the visitor's.
    void rewrite(PublicRequest request, Origin origin, Tunnel tunnel) {
        line.connection().reaches(tunnel);
        new RequestHeaders(
                        origin,
                        HostHeader.of(tunnel.options()),
                        tunnel.options().access().basicAuth() != null)
                .rewrite(request);
    }

    /// What to do once a piece of a body has left for the local service; `null` for nothing.
    @Nullable ChannelFutureListener afterSending(int bytes) {
        return line.afterSending(bytes);
    }

    void holdReading() {
        line.hold(Reason.PEER_PENDING);
    }

    void releaseReading() {
        line.release(Reason.PEER_PENDING);
    }

    void serviceHasRoom(boolean room) {
        if (room) {
            line.release(Reason.PEER_FULL);
        } else {
            line.hold(Reason.PEER_FULL);
        }
    }

    /// Whether the account has sent enough for now.
    void slowDown(boolean now) {
        if (now) {
            line.hold(Reason.THROTTLED);
        } else {
            line.release(Reason.THROTTLED);
        }
    }

    // --- how a request ends ---

    /// Answered by the local service.
    ///
    /// @param link the stream, when it can take another request
    void finished(@Nullable ServiceLink link, boolean keepAlive) {
        if (link != null) {
            line.connection().links().keep(link);
        }
        visitorCloses =
                exchange != null && exchange.isRequestDone() && !exchange.request().keepAlive();
        next(keepAlive);
    }

    /// Answered by the edge.
    ///
    /// @param complete whether the whole request has come in
    void refuse(PublicRequest request, Refusal refusal, boolean complete) {
        boolean keepAlive = request.keepAlive() && complete && !inputEnded && !isDraining();
        var accept = request.head().headers().get(HttpHeaderNames.ACCEPT);
        answer(
                GrpcStatus.isWanted(request)
                        ? GrpcStatus.of(refusal)
                        : ErrorPage.of(refusal, accept, keepAlive),
                keepAlive);
    }

    private void answer(FullHttpResponse response, boolean keepAlive) {
        ctx.writeAndFlush(response, ctx.voidPromise());
        next(keepAlive);
    }

    private void next(boolean keepAlive) {
        exchange = null;
        line.release(Reason.PEER_PENDING);
        line.release(Reason.PEER_FULL);
        line.release(Reason.THROTTLED);
        line.release(Reason.BUSY);
        if (keepAlive && !inputEnded) {
            line.next();
        } else {
            closeWhenWritten();
        }
    }

    private void closeWhenWritten() {
        closing = true;
        line.end(inputEnded || visitorCloses);
    }

    /// Breaks the connection off in the middle of a response.
    ///
    /// @param tellsItsEnd whether a visitor can see that the response is not complete; if not, the
    ///   connection is reset
    void cut(boolean tellsItsEnd) {
        closing = true;
        line.cut(tellsItsEnd);
    }

    /// HTTP steps aside, only a relay is left.
    ///
    /// @param early what the local service said right after its 101
    void upgrade(ServiceLink link, @Nullable ByteBuf early) {
        exchange = null;
        upgrading = true;
        line.upgrade();
        if (early != null) {
            ctx.writeAndFlush(early, ctx.voidPromise());
        }
        var traffic = link.tunnel().traffic();
        var allowance = link.tunnel().allowance();
        Relay.join(
                ctx.channel(),
                link.stream(),
                Pacing.in(allowance, traffic::in),
                Pacing.out(allowance, traffic::out));
        handler.leave(ctx, inputEnded);
    }
}
