package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamResetException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request of a visitor, from its head to the end of its response. Lives on the visitor's event
/// loop; what the stream's event loop asks of it is volatile.
final class Exchange {
    /// How long to wait before looking again for an agent whose connection just dropped.
    private static final int LOOK_AGAIN_MILLIS = 100;

    private final VhostHandler visit;
    private final ChannelHandlerContext ctx;
    private final PublicRequest request;
    private final Deadline stall;
    private final Queue<HttpContent> pending = new ArrayDeque<>(2);
    private @Nullable ServiceLink link;
    private @Nullable Tunnel tunnel;
    private @Nullable Deadline wait;
    private @Nullable Future<Tunnel> back;
    private boolean reused;
    private boolean repeated;
    private boolean over;
    private volatile boolean requestDone;
    private volatile boolean visitorEnded;
    private volatile boolean progress;
    private volatile boolean keepAlive;

    private final GenericFutureListener<Future<Tunnel>> routeAgain = _ -> hop(this::route);

    Exchange(VhostHandler visit, ChannelHandlerContext ctx, PublicRequest request) {
        this.visit = visit;
        this.ctx = ctx;
        this.request = request;
        this.stall = visit.stallDeadline();
        this.requestDone = !request.body();
    }

    // --- the way to the local service ---

    /// Finds the tunnel and sends the request to its agent.
    void route() {
        if (over) {
            return;
        }
        switch (visit.route(request)) {
            case Route.To(var found) -> open(found);
            case Route.Wait(var found, var back) -> await(found, back);
            case Route.Refused(var found, var refusal) -> {
                tunnel = found;
                refuse(refusal);
            }
        }
    }

    private void await(Tunnel found, Future<Tunnel> agentBack) {
        tunnel = found;
        holdVisitor();
        back = agentBack;
        agentBack.addListener(routeAgain);
    }

    /// The agent's connection is gone, which the registry may not know yet.
    private void lookAgain() {
        holdVisitor();
        var _ = ctx.executor().schedule(this::route, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void holdVisitor() {
        visit.holdReading();
        if (wait == null) {
            wait = new Deadline(ctx.executor(), this::waitedTooLong);
            wait.in(visit.settings().agentWait());
        }
    }

    private void open(Tunnel found) {
        tunnel = found;
        var kept = visit.takeKept(found, request.isRepeatable());
        if (kept != null) {
            reused = true;
            send(kept);
            return;
        }
        reused = false;
        var agent = found.agent();
        var relay = new ResponseRelay(ctx.channel(), request.authority().host());
        var opening = agent.open(found, visit.visitor(request), visit.pipeline(found, relay));
        if (!opening.isDone()) {
            visit.holdReading();
        }
        opening.addListener(
                (Future<Channel> opened) -> hop(() -> opened(opened, found, agent, relay)));
    }

    private void hop(Runnable action) {
        if (ctx.executor().inEventLoop()) {
            action.run();
        } else {
            ctx.executor().execute(action);
        }
    }

    private void opened(Future<Channel> opened, Tunnel found, Agent agent, ResponseRelay relay) {
        if (!opened.isSuccess()) {
            notOpened(opened.cause());
            return;
        }
        var stream = opened.getNow();
        if (over) {
            stream.close();
            return;
        }
        found.track(stream);
        send(new ServiceLink(found, agent, stream, relay));
    }

    private void notOpened(Throwable cause) {
        if (cause instanceof StreamResetException reset && reset.code() == ResetCode.LIMIT) {
            refuse(Refusals.agentBusy(request.authority().host()));
        } else {
            lookAgain();
        }
    }

    private void send(ServiceLink to) {
        link = to;
        stopWaiting();
        stall.in(visit.settings().stallTimeout());
        visit.rewrite(request, to.tunnel());
        to.begin(this, request.head());
        for (var content = pending.poll(); content != null; content = pending.poll()) {
            to.write(content);
        }
        to.flush();
        visit.releaseReading();
        adjustReading();
    }

    /// A piece of the request's body.
    void content(HttpContent content) {
        progress = true;
        requestDone = requestDone || content instanceof LastHttpContent;
        if (content instanceof LastHttpContent last) {
            RequestHeaders.stripForwarding(last.trailingHeaders());
        }
        if (over) {
            content.release();
        } else if (link == null) {
            pending.add(content);
        } else {
            link.write(content);
            adjustReading();
        }
    }

    /// The visitor has sent all there is for now.
    void flush() {
        if (link != null && !over) {
            link.flush();
        }
    }

    void adjustReading() {
        if (!over) {
            visit.serviceHasRoom(link == null || link.isWritable());
        }
    }

    void visitorWritabilityChanged() {
        if (link != null && !over) {
            link.visitorWritabilityChanged();
        }
    }

    /// The visitor will send no more on this connection.
    void visitorEnded() {
        visitorEnded = true;
        if (requestDone) {
            stall.in(visit.settings().halfCloseTimeout());
        } else {
            abandon();
            ctx.close();
        }
    }

    // --- what the stream's event loop asks and tells while it answers ---

    PublicRequest request() {
        return request;
    }

    boolean isRequestDone() {
        return requestDone;
    }

    /// Whether the visitor's connection can go on when the response begins now.
    boolean mayKeepAlive() {
        return request.keepAlive() && requestDone && !visitorEnded;
    }

    void progressed() {
        progress = true;
    }

    /// A final response has begun.
    void answered(int status, boolean keepsAlive) {
        keepAlive = keepsAlive;
        var answering = tunnel;
        if (answering != null) {
            answering.traffic().response(status);
        }
    }

    // --- how it ends, on the visitor's event loop ---

    /// The response is complete.
    ///
    /// @param reusable whether the stream can take another request
    void responseDone(boolean reusable) {
        if (end()) {
            visit.finished(reusable ? link : null, keepAlive && requestDone);
        }
    }

    /// No response will come.
    ///
    /// @param untouched whether the local service may not have seen the request
    void failed(Refusal refusal, boolean untouched) {
        link = null;
        if (over) {
            return;
        }
        if (untouched && reused && !repeated && request.isRepeatable()) {
            repeated = true;
            route();
        } else {
            refuse(refusal);
        }
    }

    /// The response broke off in the middle: the visitor must not take it for complete.
    void cut() {
        if (end()) {
            visit.cut(request.http11());
        }
    }

    /// The local service agreed to speak another protocol.
    void upgraded(@Nullable ByteBuf early) {
        var switched = link;
        if (end() && switched != null) {
            visit.upgrade(switched, early);
        } else {
            if (early != null) {
                early.release();
            }
            if (switched != null) {
                switched.cut();
            }
        }
    }

    /// The visitor is gone.
    void abandon() {
        if (end() && link != null) {
            link.cut();
        }
    }

    /// The visitor broke the rules in the middle of its request.
    void breakOff(Refusal refusal) {
        requestDone = false;
        if (link == null) {
            refuse(refusal);
        } else {
            link.refuse(refusal);
        }
    }

    private void refuse(Refusal refusal) {
        if (end()) {
            if (tunnel != null) {
                tunnel.traffic().response(refusal.status().code());
            }
            visit.refuse(request, refusal, requestDone);
        }
    }

    private void stopWaiting() {
        if (wait != null) {
            wait.cancel();
            wait = null;
        }
        if (back != null) {
            back.removeListener(routeAgain);
            back = null;
        }
    }

    /// Nothing moved for as long as a request may stall.
    void stalled() {
        if (progress) {
            progress = false;
            stall.in(
                    visitorEnded
                            ? visit.settings().halfCloseTimeout()
                            : visit.settings().stallTimeout());
        } else if (link != null) {
            link.refuse(Refusals.serviceTimeout(request.authority().host()));
        }
    }

    private void waitedTooLong() {
        if (link == null) {
            refuse(Refusals.agentOffline(request.authority().host()));
        }
    }

    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        stall.clear();
        stopWaiting();
        for (var content = pending.poll(); content != null; content = pending.poll()) {
            content.release();
        }
        return true;
    }
}
