package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Pacing;
import dev.tunnel.edge.telemetry.Outcomes;
import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One request of a visitor, from its head to the end of its response. Lives on the visitor's event
/// loop; what the stream's event loop asks of it is volatile.
final class Exchange {
    /// The response broke off after it had begun.
    private static final String CUT = "response_cut";

    /// The visitor did not wait for the end.
    private static final String VISITOR_GONE = "visitor_gone";

    private final Visit visit;
    private final ChannelHandlerContext ctx;
    private final PublicRequest request;
    private final Origin origin;
    private final HttpVisit told;
    private final Queue<HttpContent> pending = new ArrayDeque<>(2);
    private final BodyPace pace;
    private final Deadline slowed;
    private @Nullable Opening opening;
    private @Nullable ServiceLink link;
    private @Nullable Tunnel tunnel;
    private @Nullable String credentials;
    private boolean reused;
    private boolean repeated;
    private boolean slow;
    private boolean over;
    private volatile boolean requestDone;
    private volatile boolean visitorEnded;
    private volatile boolean progress;
    private volatile boolean keepAlive;
    private volatile boolean answering;
    private volatile int status;

    Exchange(Visit visit, ChannelHandlerContext ctx, PublicRequest request, Origin origin) {
        this.visit = visit;
        this.ctx = ctx;
        this.request = request;
        this.origin = origin;
        this.told = new HttpVisit(visit.visits());
        this.requestDone = !request.body();
        this.pace = new BodyPace(ctx.executor(), visit.settings().bodyTimeout(), this::bodyTooSlow);
        this.slowed = new Deadline(ctx.executor(), this::goOn);
    }

    /// Where the answer goes.
    Channel visitor() {
        return ctx.channel();
    }

    PublicRequest request() {
        return request;
    }

    Origin origin() {
        return origin;
    }

    // --- the request ---

    void start() {
        opening = new Opening(visit, this, ctx.channel());
        opening.route();
    }

    /// There is a stream: the request goes out.
    ///
    /// @param again whether the stream has carried a request before
    void opened(ServiceLink to, boolean again) {
        link = to;
        tunnel = to.tunnel();
        reused = again;
        visit.stallDeadline()
                .in(
                        visitorEnded
                                ? visit.settings().halfCloseTimeout()
                                : visit.settings().stallTimeout());
        credentials = request.head().headers().get(HttpHeaderNames.AUTHORIZATION);
        visit.rewrite(request, origin, to.tunnel());
        to.begin(this);
        if (request.body()) {
            for (var content = pending.poll(); content != null; content = pending.poll()) {
                send(to, content);
            }
            to.flush();
        }
        visit.releaseReading();
        adjustReading();
    }

    /// There is none.
    ///
    /// @param by the tunnel whose rule or agent it is, for counting
    void refused(@Nullable Tunnel by, Refusal refusal) {
        tunnel = by;
        refuse(refusal);
    }

    /// A piece of the request's body.
    void content(HttpContent content) {
        progress = true;
        pace.came(content.content().readableBytes());
        if (content instanceof LastHttpContent last) {
            requestDone = true;
            pace.end();
            Trailers.strip(last.trailingHeaders());
        }
        if (over || !request.body()) {
            content.release();
        } else if (link == null) {
            pending.add(content);
        } else {
            send(link, content);
            adjustReading();
        }
    }

    private void send(ServiceLink to, HttpContent content) {
        int bytes = content.content().readableBytes();
        told.in(bytes);
        long pause = to.tunnel().allowance().in(bytes);
        to.write(content, Pacing.later(visit.afterSending(bytes), pause));
        if (pause > 0) {
            slow = true;
            slowed.in(Duration.ofNanos(pause));
            visit.slowDown(true);
        }
    }

    /// The account may send again.
    private void goOn() {
        slow = false;
        visit.slowDown(false);
        adjustReading();
    }

    /// The visitor has sent all there is for now.
    void flush() {
        if (link != null && !over && request.body()) {
            link.flush();
            if (!requestDone && request.hasLength()) {
                pace.begin();
            }
        }
    }

    /// Reads on when the stream has room, stops when not.
    void adjustReading() {
        if (!over) {
            boolean room = link == null || link.isWritable();
            visit.serviceHasRoom(room);
            pace.room(room && !slow);
        }
    }

    void visitorWritabilityChanged() {
        if (link != null && !over) {
            link.visitorWritabilityChanged();
        }
    }

    /// The visitor will send no more on this connection, but may still read.
    void visitorEnded() {
        visitorEnded = true;
        if (requestDone) {
            visit.stallDeadline().in(visit.settings().halfCloseTimeout());
        } else {
            abandon();
            ctx.close();
        }
    }

    // --- the response, as the stream's event loop sees it ---

    boolean isRequestDone() {
        return requestDone;
    }

    /// Whether the visitor's connection can go on when the response begins now.
    boolean mayKeepAlive() {
        return request.keepAlive() && requestDone && !visitorEnded && !visit.isDraining();
    }

    /// @param bytes of the response's body
    void progressed(int bytes) {
        progress = true;
        told.out(bytes);
    }

    /// A final response has begun.
    void answered(int status, boolean keepsAlive) {
        keepAlive = keepsAlive;
        answering = true;
        this.status = status;
        count(status);
    }

    // --- how it ends ---

    /// The response is complete.
    ///
    /// @param reusable whether the stream can take another request
    void responseDone(boolean reusable) {
        if (end(Outcomes.SERVED)) {
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
            restoreCredentials();
            start();
        } else {
            refuse(refusal);
        }
    }

    /// The edge takes out those that it asks for itself, and asks for them again.
    private void restoreCredentials() {
        var headers = request.head().headers();
        if (credentials != null && !headers.contains(HttpHeaderNames.AUTHORIZATION)) {
            headers.set(HttpHeaderNames.AUTHORIZATION, credentials);
        }
    }

    /// The response broke off in the middle.
    void cut() {
        if (end(CUT)) {
            visit.cut(request.http11());
        }
    }

    /// The local service agreed to speak another protocol.
    void upgraded(@Nullable ByteBuf early) {
        var switched = link;
        if (end(Outcomes.SERVED) && switched != null) {
            visit.upgrade(switched, early);
        } else if (early != null) {
            early.release();
        }
    }

    /// The visitor is gone.
    void abandon() {
        if (end(VISITOR_GONE) && link != null) {
            link.cut();
        }
    }

    /// The visitor broke the rules in the middle of its request.
    void breakOff(Refusal refusal) {
        requestDone = false;
        if (link == null) {
            refuse(refusal);
        } else {
            link.refuse(this, refusal);
        }
    }

    /// Nothing may have moved for as long as a request may stall. Where the account is slowed down,
    /// it is the edge itself that waits.
    void stalled() {
        if (progress || tunnel != null && tunnel.allowance().turn() > 0) {
            progress = false;
            var settings = visit.settings();
            visit.stallDeadline()
                    .in(visitorEnded ? settings.halfCloseTimeout() : settings.stallTimeout());
        } else if (link != null) {
            link.refuse(
                    this,
                    requestDone || !link.isWritable()
                            ? Refusals.serviceTimeout(request.authority().host())
                            : Refusals.bodyTimeout());
        }
    }

    /// Once there is an answer, the two may well wait for each other.
    private void bodyTooSlow() {
        if (!answering && link != null) {
            breakOff(Refusals.bodyTimeout());
        }
    }

    private void refuse(Refusal refusal) {
        status = refusal.status().code();
        if (end(refusal.code())) {
            count(refusal.status().code());
            visit.refuse(request, refusal, requestDone);
        }
    }

    private void count(int status) {
        var answering = tunnel;
        if (answering != null) {
            answering.traffic().response(status);
        }
    }

    private boolean end(String outcome) {
        if (over) {
            return false;
        }
        over = true;
        pace.end();
        slowed.cancel();
        told.ended(request, origin, tunnel, status, outcome);
        visit.stallDeadline().clear();
        if (opening != null) {
            opening.stop();
        }
        for (var content = pending.poll(); content != null; content = pending.poll()) {
            content.release();
        }
        return true;
    }
}
