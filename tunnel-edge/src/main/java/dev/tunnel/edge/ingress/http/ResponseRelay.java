package dev.tunnel.edge.ingress.http;

import dev.tunnel.protocol.mux.StreamResetException;
import dev.tunnel.protocol.relay.ReadGate;
import dev.tunnel.protocol.relay.ReadGate.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Passes the local service's responses on to the visitor. Lives on the stream's event loop, which
/// owns the response of a request from its start on; the visitor's [Exchange] is told how it ends,
/// once, on its own event loop.
final class ResponseRelay extends ChannelInboundHandlerAdapter {
    private static final int ORDERLY_END_SECONDS = 5;
    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 999;

    private final Channel visitor;
    private final String host;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ReadGate gate;
    private @Nullable Exchange exchange;
    private @Nullable CompositeByteBuf afterUpgrade;
    private @Nullable Refusal ended;
    private Phase phase = Phase.IDLE;
    private boolean heard;
    private boolean unflushed;
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
    ResponseRelay(Channel visitor, String host) {
        this.visitor = visitor;
        this.host = host;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        gate = new ReadGate(ctx.channel());
    }

    /// Sends a request's head; what comes back is its answer.
    void begin(Exchange next, HttpRequest head) {
        if (ended != null || context == null) {
            var refusal = ended == null ? Refusals.agentGone(host) : ended;
            onVisitorLoop(() -> next.failed(refusal, true));
            return;
        }
        exchange = next;
        phase = Phase.HEAD;
        heard = false;
        context.write(head, context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        var current = exchange;
        if (phase == Phase.RELAYED && msg instanceof ByteBuf bytes) {
            keepForUpgrade(ctx, bytes);
        } else if (current == null) {
            // An answer that nobody asked for, or what follows one that was cut.
            ReferenceCountUtil.release(msg);
            fail(ctx, Refusals.serviceInvalid(host), true);
        } else {
            heard = true;
            current.progressed();
            switch (msg) {
                case HttpResponse response -> head(ctx, current, response);
                case HttpContent content -> content(ctx, current, content);
                default -> ReferenceCountUtil.release(msg);
            }
        }
    }

    private void head(ChannelHandlerContext ctx, Exchange current, HttpResponse response) {
        int status = response.status().code();
        if (response.decoderResult().isFailure()
                || status < LOWEST_STATUS
                || status > HIGHEST_STATUS) {
            ReferenceCountUtil.release(response);
            fail(ctx, Refusals.serviceInvalid(host), false);
        } else if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            switching(ctx, current, response);
        } else if (response.status().codeClass().equals(HttpStatusClass.INFORMATIONAL)) {
            phase = Phase.INTERIM;
            if (current.request().http11()) {
                ResponseHeaders.rewriteInterim(response);
                write(response);
            }
        } else {
            begin(current, response);
        }
    }

    private void begin(Exchange current, HttpResponse response) {
        var request = current.request();
        int status = response.status().code();
        boolean empty =
                request.isHead()
                        || status == HttpResponseStatus.NO_CONTENT.code()
                        || status == HttpResponseStatus.NOT_MODIFIED.code();
        boolean delimited = ResponseHeaders.isDelimited(response, empty);
        reusable = delimited && HttpUtil.isKeepAlive(response);
        boolean keepAlive = current.mayKeepAlive() && (request.http11() || delimited);
        current.answered(status, keepAlive);
        ResponseHeaders.rewrite(response, request.http11(), keepAlive, empty);
        phase = Phase.BODY;
        write(response);
    }

    private void content(ChannelHandlerContext ctx, Exchange current, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            fail(ctx, Refusals.serviceInvalid(host), false);
            return;
        }
        boolean last = content instanceof LastHttpContent;
        switch (phase) {
            case INTERIM -> {
                if (current.request().http11()) {
                    write(content);
                } else {
                    content.release();
                }
                phase = last ? Phase.HEAD : phase;
            }
            case SWITCHING -> {
                write(content);
                if (last) {
                    switched(ctx, current);
                }
            }
            default -> {
                write(content);
                if (last) {
                    done(ctx, current);
                }
            }
        }
    }

    private void write(Object message) {
        visitor.write(message, visitor.voidPromise());
        unflushed = true;
        adjustReading();
    }

    /// Reads on when the visitor has room, stops when not.
    void adjustReading() {
        if (gate != null && phase != Phase.RELAYED) {
            gate.set(Reason.PEER_FULL, !visitor.isWritable());
        }
    }

    /// The visitor may send on, or not.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        var current = exchange;
        if (current != null) {
            onVisitorLoop(current::adjustReading);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush();
    }

    /// Also before the stream is closed, after which it completes no read.
    private void flush() {
        if (unflushed) {
            unflushed = false;
            visitor.flush();
        }
    }

    private void done(ChannelHandlerContext ctx, Exchange current) {
        exchange = null;
        phase = Phase.IDLE;
        boolean kept = reusable && current.isRequestDone();
        if (!kept) {
            flush();
            if (current.isRequestDone()) {
                finish();
            } else {
                ctx.close();
            }
        }
        onVisitorLoop(() -> current.responseDone(kept));
    }

    // --- upgrade ---

    private void switching(ChannelHandlerContext ctx, Exchange current, HttpResponse response) {
        boolean asked =
                current.request().head().headers().contains(HttpHeaderNames.UPGRADE)
                        && current.isRequestDone();
        boolean obsolete =
                response.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                        && !response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);
        if (!asked || obsolete) {
            fail(ctx, Refusals.serviceInvalid(host), false);
            return;
        }
        phase = Phase.SWITCHING;
        current.answered(response.status().code(), false);
        ResponseHeaders.rewriteUpgrade(response);
        write(response);
    }

    /// The codec steps aside; nothing is read until the visitor's side has done the same.
    private void switched(ChannelHandlerContext ctx, Exchange current) {
        exchange = null;
        phase = Phase.RELAYED;
        if (gate != null) {
            gate.hold(Reason.PEER_PENDING);
        }
        flush();
        ctx.pipeline().remove(HttpClientCodec.class);
        ctx.pipeline().remove(StreamCount.class);
        var early = afterUpgrade;
        afterUpgrade = null;
        onVisitorLoop(() -> current.upgraded(early));
    }

    /// What the local service said right after its 101.
    private void keepForUpgrade(ChannelHandlerContext ctx, ByteBuf bytes) {
        if (afterUpgrade == null) {
            afterUpgrade = ctx.alloc().compositeBuffer();
        }
        afterUpgrade.addComponent(true, bytes);
    }

    // --- the end of the stream ---

    /// Ends the request under way with an answer of the edge, or cuts it.
    void refuse(Refusal refusal) {
        if (context != null) {
            fail(context, refusal, false);
        }
    }

    /// Ends an idle stream in order: its peer's end closes it.
    void finish() {
        ended = Refusals.serviceClosed(host);
        if (context == null || !context.channel().isActive()) {
            return;
        }
        var stream = context.channel();
        if (phase == Phase.IDLE && stream instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            stream.eventLoop()
                    .schedule(() -> stream.close(), ORDERLY_END_SECONDS, TimeUnit.SECONDS);
        } else {
            stream.close();
        }
    }

    /// @param untouched whether the request may not have reached the local service at all
    private void fail(ChannelHandlerContext ctx, Refusal refusal, boolean untouched) {
        var current = exchange;
        var before = phase;
        exchange = null;
        phase = Phase.IDLE;
        ended = ended == null ? refusal : ended;
        flush();
        ctx.close();
        if (current != null) {
            boolean answering = before == Phase.BODY || before == Phase.SWITCHING;
            onVisitorLoop(answering ? current::cut : () -> current.failed(refusal, untouched));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && phase != Phase.RELAYED) {
            fail(ctx, Refusals.serviceClosed(host), !heard);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof StreamResetException reset) {
            fail(ctx, Refusals.reset(reset.code(), host), !heard);
        } else {
            fail(ctx, Refusals.agentGone(host), !heard);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, Refusals.agentGone(host), !heard);
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (afterUpgrade != null) {
            afterUpgrade.release();
            afterUpgrade = null;
        }
    }

    private void onVisitorLoop(Runnable action) {
        if (visitor.eventLoop().inEventLoop()) {
            action.run();
        } else {
            visitor.eventLoop().execute(action);
        }
    }
}
