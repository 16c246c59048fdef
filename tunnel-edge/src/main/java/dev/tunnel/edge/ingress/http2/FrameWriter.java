package dev.tunnel.edge.ingress.http2;

import dev.tunnel.protocol.relay.EndsOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.concurrent.Promise;
import java.nio.channels.ClosedChannelException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes one HTTP message, and after an upgrade bytes, as the frames of a stream.
///
/// A head is held until its body begins or until it is flushed, so that a message without a body is
/// one frame.
public final class FrameWriter extends ChannelOutboundHandlerAdapter implements EndsOutput {
    private final Function<HttpMessage, Http2Headers> heads;
    private final OutputBudget budget;
    private @Nullable Promise<Void> ended;
    private @Nullable Http2Headers held;
    private boolean interim;
    private boolean bodiless;

    private FrameWriter(Function<HttpMessage, Http2Headers> heads, OutputBudget budget) {
        this.heads = heads;
        this.budget = budget;
    }

    static FrameWriter ofResponses(OutputBudget budget) {
        return new FrameWriter(Heads::response, budget);
    }

    static FrameWriter ofRequests(Function<HttpMessage, Http2Headers> heads, OutputBudget budget) {
        return new FrameWriter(heads, budget);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ended = ctx.executor().newPromise();
    }

    /// The request was HEAD: its response has no body, whatever is written.
    void bodiless() {
        bodiless = true;
    }

    /// Succeeds when the end of the stream has been written.
    public Promise<Void> ended() {
        if (ended == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return ended;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        switch (msg) {
            case HttpMessage head -> {
                writeHeld(ctx);
                head(ctx, head);
                if (msg instanceof HttpContent content) {
                    content(ctx, content, promise);
                } else {
                    promise.trySuccess();
                }
            }
            case HttpContent content -> content(ctx, content, promise);
            case ByteBuf bytes -> {
                writeHeld(ctx);
                data(ctx, bytes, false, promise);
            }
            default -> ctx.write(msg, promise);
        }
    }

    private void head(ChannelHandlerContext ctx, HttpMessage head) {
        held = heads.apply(head);
        interim =
                head instanceof HttpResponse response
                        && response.status().codeClass().equals(HttpStatusClass.INFORMATIONAL);
        if (interim) {
            writeHeld(ctx);
        }
    }

    private void content(ChannelHandlerContext ctx, HttpContent content, ChannelPromise promise) {
        boolean last = content instanceof LastHttpContent;
        if (interim || (bodiless && !last)) {
            interim = interim && !last;
            content.release();
            promise.trySuccess();
        } else if (last) {
            last(ctx, (LastHttpContent) content, promise);
        } else {
            writeHeld(ctx);
            data(ctx, content.content(), false, promise);
        }
    }

    private void last(ChannelHandlerContext ctx, LastHttpContent last, ChannelPromise promise) {
        boolean empty = bodiless || !last.content().isReadable();
        var trailers = last.trailingHeaders();
        if (held != null && empty && trailers.isEmpty()) {
            var head = held;
            held = null;
            last.release();
            ctx.write(new DefaultHttp2HeadersFrame(head, true), ending(ctx, promise));
            return;
        }
        writeHeld(ctx);
        if (trailers.isEmpty()) {
            data(ctx, last.content(), true, ending(ctx, promise));
        } else {
            end(ctx, last, empty, trailers, ending(ctx, promise));
        }
    }

    private void end(
            ChannelHandlerContext ctx,
            LastHttpContent last,
            boolean empty,
            HttpHeaders trailers,
            ChannelPromise promise) {
        if (empty) {
            last.release();
        } else {
            data(ctx, last.content(), false, ctx.newPromise());
        }
        ctx.write(new DefaultHttp2HeadersFrame(Heads.trailers(trailers), true), promise);
    }

    private void data(
            ChannelHandlerContext ctx, ByteBuf bytes, boolean end, ChannelPromise promise) {
        var accounted = budget.hold(ctx, bytes.readableBytes(), promise);
        if (accounted == null) {
            bytes.release();
            if (!promise.isVoid()) {
                promise.tryFailure(new ClosedChannelException());
            }
            Resets.send(ctx, Http2Error.ENHANCE_YOUR_CALM);
        } else {
            ctx.write(new DefaultHttp2DataFrame(bytes, end), accounted);
        }
    }

    private ChannelPromise ending(ChannelHandlerContext ctx, ChannelPromise promise) {
        var whole = promise.isVoid() ? ctx.newPromise() : promise;
        whole.addListener(_ -> ended().trySuccess(null));
        return whole;
    }

    private void writeHeld(ChannelHandlerContext ctx) {
        if (held != null) {
            var head = held;
            held = null;
            ctx.write(new DefaultHttp2HeadersFrame(head, false), ctx.newPromise());
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        writeHeld(ctx);
        ctx.flush();
    }

    @Override
    public ChannelFuture endOutput(ChannelHandlerContext ctx) {
        var promise = ctx.newPromise();
        writeHeld(ctx);
        ctx.writeAndFlush(
                new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true), ending(ctx, promise));
        return promise;
    }
}
