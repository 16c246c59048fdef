package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Allowance;
import dev.tunnel.protocol.relay.Relay;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Passes the local service's responses on to the visitor. Lives on the stream's event loop, which
/// owns the response of a request from its start on; the visitor's [Exchange] is told how it ends,
/// once, on its own event loop.
final class ResponseRelay extends ChannelInboundHandlerAdapter {
    private static final int ORDERLY_END_SECONDS = 5;

    /// Interim responses to one request. More are no news of its progress.
    private static final int MOST_INTERIMS = 256;

    private final String host;
    private final Allowance allowance;
    private final EarlyBytes afterUpgrade = new EarlyBytes();

    /// None when the service speaks HTTP/2.
    private @Nullable ServiceCodec codec;

    private @Nullable ChannelHandlerContext context;
    private @Nullable VisitorSide visitorSide;
    private @Nullable Exchange exchange;
    private @Nullable Refusal ended;
    private Phase phase = Phase.IDLE;
    private int interims;
    private boolean heard;
    private boolean delimited;
    private boolean reusable;

    private enum Phase {
        IDLE,
        HEAD,
        INTERIM,
        BODY,
        SWITCHING,
        RELAYED
    }

    /// @param host the tunnel's host, for error pages
    /// @param allowance what visitors may use
    ResponseRelay(String host, Allowance allowance) {
        this.host = host;
        this.allowance = allowance;
    }

    /// Its answers come from this codec.
    void reads(ServiceCodec from) {
        codec = from;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /// Sends a request's head, and its end when it has no body; what comes back is its answer.
    void begin(Exchange next) {
        answerTo(next.visitor());
        if (ended != null) {
            var refusal = ended;
            visitor().tell(() -> next.failed(refusal, true));
            return;
        }
        exchange = next;
        phase = Phase.HEAD;
        heard = false;
        interims = 0;
        var request = next.request();
        if (codec != null) {
            codec.answers(request.head().method());
        }
        context().write(request.head(), context().voidPromise());
        if (!request.body()) {
            context().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context().voidPromise());
        }
        // The end of the answer before may have filled the visitor's side, and the news that there
        // is room again is not for a stream that nobody uses.
        adjustReading();
        // The same the other way round: the stream may have found room before this was its
        // exchange.
        visitor().tell(next::adjustReading);
    }

    /// With HTTP/2 each request of a visitor is a channel of its own.
    private void answerTo(Channel visitor) {
        if (visitorSide == null || !visitorSide.is(visitor)) {
            flushVisitor();
            visitorSide =
                    new VisitorSide(visitor, context().channel(), allowance, this::adjustReading);
        }
    }

    private void flushVisitor() {
        if (visitorSide != null) {
            visitorSide.flush();
        }
    }

    // --- the response ---

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        var current = exchange;
        if (phase == Phase.RELAYED && msg instanceof ByteBuf bytes) {
            afterUpgrade.add(ctx.alloc(), bytes);
        } else if (current == null) {
            // An answer that nobody asked for, or what follows one that was cut.
            ReferenceCountUtil.release(msg);
            fail(Refusals.serviceInvalid(host, "It was not asked for."));
        } else {
            heard = true;
            current.progressed(
                    msg instanceof HttpContent content ? content.content().readableBytes() : 0);
            switch (msg) {
                case HttpResponse response -> head(current, response);
                case HttpContent content -> content(current, content);
                default -> ReferenceCountUtil.release(msg);
            }
        }
    }

    private void head(Exchange current, HttpResponse response) {
        var status = response.status();
        var fault =
                ResponseRules.fault(response)
                        .or(() -> ResponseHeaders.upgradeFault(response, current.request()));
        if (fault.isPresent()) {
            ReferenceCountUtil.release(response);
            fail(Refusals.serviceInvalid(host, fault.get()));
        } else if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            switching(current, response);
        } else if (status.codeClass().equals(HttpStatusClass.INFORMATIONAL)) {
            interim(current, response);
        } else {
            begin(current, response);
        }
    }

    private void interim(Exchange current, HttpResponse response) {
        interims++;
        if (interims > MOST_INTERIMS) {
            fail(Refusals.serviceInvalid(host, "There is no end of interim responses."));
            return;
        }
        phase = Phase.INTERIM;
        if (current.request().http11()) {
            ResponseHeaders.rewriteInterim(response);
            visitor().write(response);
        }
    }

    private void begin(Exchange current, HttpResponse response) {
        var request = current.request();
        boolean empty = ResponseHeaders.isEmpty(response, request);
        delimited = ResponseHeaders.isDelimited(response, empty);
        boolean keepAlive =
                current.mayKeepAlive() && (request.http11() || empty || hasLength(response));
        reusable = delimited && HttpUtil.isKeepAlive(response);
        current.answered(response.status().code(), keepAlive);
        ResponseHeaders.rewrite(response, request.http11(), keepAlive, empty);
        phase = Phase.BODY;
        visitor().write(response);
    }

    /// What HTTP/1.0 can know the end of by.
    private static boolean hasLength(HttpResponse response) {
        return response.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    private void content(Exchange current, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            fail(Refusals.serviceInvalid(host, "Its body is not well formed."));
            return;
        }
        boolean last = content instanceof LastHttpContent;
        if (content instanceof LastHttpContent end) {
            Trailers.strip(end.trailingHeaders());
        }
        if (last && isCutShort()) {
            content.release();
            fail(Refusals.agentGone(host));
            return;
        }
        boolean interim = phase == Phase.INTERIM;
        if (interim && !current.request().http11()) {
            content.release();
        } else {
            visitor().write(content);
        }
        if (interim) {
            phase = last ? Phase.HEAD : phase;
        } else if (last && phase == Phase.SWITCHING) {
            switched(current);
        } else if (last) {
            done(current);
        }
    }

    /// Whether the decoder takes the loss of the agent for the end of a response that ends with its
    /// connection. The service's own end comes while the stream is still active.
    private boolean isCutShort() {
        return phase == Phase.BODY && !delimited && !context().channel().isActive();
    }

    private void done(Exchange current) {
        exchange = null;
        phase = Phase.IDLE;
        // What follows an answer that is complete would be taken for the next one.
        boolean more = codec != null && codec.hasMore();
        boolean kept = reusable && current.isRequestDone() && !more;
        if (!kept) {
            visitor().flush();
            if (current.isRequestDone()) {
                finish();
            } else {
                context().close();
            }
        }
        visitor().tell(() -> current.responseDone(kept));
    }

    /// Reads on when the visitor has room, stops when not.
    void adjustReading() {
        if (phase != Phase.RELAYED && visitorSide != null) {
            visitor().adjustReading();
        }
    }

    /// The visitor may send on, or not.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        var current = exchange;
        if (current != null) {
            visitor().tell(current::adjustReading);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flushVisitor();
    }

    // --- upgrade ---

    private void switching(Exchange current, HttpResponse response) {
        var fault = ResponseRules.upgradeFault(current.request().head(), response);
        if (fault.isEmpty() && !ResponseHeaders.isSound(response, current.request())) {
            fault = Optional.of("Its WebSocket handshake has the wrong Sec-WebSocket-Accept.");
        }
        if (fault.isPresent() || !current.isRequestDone()) {
            var why = fault.orElse("It changes the protocol in the middle of a request.");
            fail(Refusals.serviceInvalid(host, why));
            return;
        }
        phase = Phase.SWITCHING;
        current.answered(response.status().code(), false);
        ResponseHeaders.rewriteUpgrade(response);
        visitor().write(response);
    }

    /// The codec and this step aside; what comes before the visitor's side has done the same is
    /// kept for it. With TLS on the stream that may be more than the codec has left over.
    private void switched(Exchange current) {
        exchange = null;
        phase = Phase.RELAYED;
        visitor().stopReading();
        visitor().flush();
        context().pipeline().remove(codec());
        context().pipeline().remove(StreamCount.class);
        var early = afterUpgrade.take();
        Relay.await(context().channel());
        context().pipeline().remove(this);
        visitor().tell(() -> current.upgraded(early));
    }

    // --- the end of the stream ---

    /// Ends a request with an answer of the edge, or cuts it, unless it has ended already.
    void refuse(Exchange of, Refusal refusal) {
        if (exchange == of) {
            heard = true;
            fail(refusal);
        }
    }

    /// Ends an idle stream in order: its peer's end closes it.
    void finish() {
        ended = Refusals.serviceClosed(host);
        var stream = context().channel();
        if (phase == Phase.IDLE
                && stream.isActive()
                && !Relay.endsAsAWhole(stream)
                && stream instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            var limit =
                    stream.eventLoop()
                            .schedule(() -> stream.close(), ORDERLY_END_SECONDS, TimeUnit.SECONDS);
            stream.closeFuture().addListener(_ -> limit.cancel(false));
        } else {
            stream.close();
        }
    }

    private void fail(Refusal refusal) {
        var current = exchange;
        boolean answering = phase == Phase.BODY || phase == Phase.SWITCHING;
        boolean untouched = !heard;
        exchange = null;
        phase = Phase.IDLE;
        ended = ended == null ? refusal : ended;
        flushVisitor();
        context().close();
        if (current != null) {
            visitor().tell(answering ? current::cut : () -> current.failed(refusal, untouched));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && phase != Phase.RELAYED) {
            fail(Refusals.serviceClosed(host));
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(Refusals.broken(cause, host));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(Refusals.agentGone(host));
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        afterUpgrade.release();
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }

    private ServiceCodec codec() {
        if (codec == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return codec;
    }

    private VisitorSide visitor() {
        if (visitorSide == null) {
            throw new IllegalStateException("no request under way");
        }
        return visitorSide;
    }
}
