package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Lifetime;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers a certificate authority that looks whether a host is ours (`http-01`, RFC 8555, 8.3),
/// before any tunnel has the request and before it is sent to https. What is not asked because of
/// an order of ours goes its usual way: local services may order certificates of their own.
final class ChallengeHandler extends ChannelInboundHandlerAdapter {
    private static final Pattern PATH =
            Pattern.compile("/\\.well-known/acme-challenge/(?<token>[A-Za-z0-9_-]{16,128})");

    private final Function<String, CompletableFuture<Optional<String>>> answers;
    private @Nullable Deque<Object> held;
    private boolean answered;
    private boolean inputEnded;
    private boolean draining;

    /// @param answers by token; they complete within seconds, on any thread
    ChallengeHandler(Function<String, CompletableFuture<Optional<String>>> answers) {
        this.answers = answers;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (answered) {
            ReferenceCountUtil.release(msg);
        } else if (held != null) {
            held.add(msg); // a request's few parts: the next one stays undecoded
        } else if (msg instanceof PublicRequest request && !request.body()) {
            var path = PATH.matcher(request.head().uri());
            if (path.matches() && isRead(request)) {
                hold(ctx, request, path.group("token"));
            } else {
                ctx.fireChannelRead(msg);
            }
        } else {
            ctx.fireChannelRead(msg);
        }
    }

    /// What happens meanwhile is told after the request.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (held != null && event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded = true;
        } else if (held != null && event == Lifetime.Event.DRAINING) {
            draining = true;
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private static boolean isRead(PublicRequest request) {
        return request.head().method().equals(HttpMethod.GET) || request.isHead();
    }

    private void hold(ChannelHandlerContext ctx, PublicRequest request, String token) {
        held = new ArrayDeque<>();
        held.add(request);
        answers.apply(token)
                .whenComplete((answer, _) ->
                        ctx.executor()
                                .execute(() ->
                                        found(ctx, answer == null ? Optional.empty() : answer)));
    }

    private void found(ChannelHandlerContext ctx, Optional<String> answer) {
        if (ctx.isRemoved()) {
            return;
        }
        if (answer.isPresent()) {
            answered = true;
            release();
            answer(ctx, answer.get());
            return;
        }
        var parts = held;
        held = null;
        while (parts != null && !parts.isEmpty()) {
            ctx.fireChannelRead(parts.remove());
        }
        ctx.fireChannelReadComplete();
        if (draining) {
            ctx.fireUserEventTriggered(Lifetime.Event.DRAINING);
        }
        if (inputEnded) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        draining = false;
        inputEnded = false;
    }

    private void answer(ChannelHandlerContext ctx, String text) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.OK,
                        Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(response, ctx.voidPromise());
        ctx.pipeline().addFirst(new LingeringClose(inputEnded));
    }

    private void release() {
        if (held != null) {
            held.forEach(ReferenceCountUtil::release);
            held = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        release();
    }
}
