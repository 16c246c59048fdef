package dev.tunnel.cli.inspect;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;

import dev.tunnel.cli.inspect.api.Answer;
import dev.tunnel.cli.inspect.api.Api;
import dev.tunnel.cli.inspect.api.Call;
import dev.tunnel.cli.inspect.api.InspectorParts;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Answers requests that the guard let through, one after the other. On the inspector's own
/// executor, for answers may be read from disk.
final class InspectorHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    /// Requests sent before the answer to an earlier one.
    private static final int MAX_WAITING = 16;

    private final InspectorParts parts;
    private final Api api;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean answering;
    private @Nullable LiveFeed feed;

    InspectorHandler(InspectorParts parts, Api api) {
        super(false);
        this.parts = parts;
        this.api = api;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (feed != null || waiting.size() >= MAX_WAITING) {
            request.release();
            ctx.close();
            return;
        }
        waiting.add(request);
        answerNext(ctx);
    }

    private void answerNext(ChannelHandlerContext ctx) {
        FullHttpRequest request = answering ? null : waiting.poll();
        if (request == null) {
            return;
        }
        answering = true;
        try {
            answer(ctx, request);
        } catch (IllegalArgumentException _) {
            Responses.refuse(ctx, request, BAD_REQUEST, "this path cannot be read");
            done(ctx, request);
        }
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        Call call =
                new Call(
                        request.method().name(),
                        uri.path(),
                        uri.parameters(),
                        ByteBufUtil.getBytes(request.content()));
        api.answer(call)
                .whenComplete((answer, cause) ->
                        ctx.executor()
                                .execute(() -> {
                                    if (cause == null) {
                                        send(ctx, request, answer);
                                    } else {
                                        Responses.refuse(
                                                ctx,
                                                request,
                                                INTERNAL_SERVER_ERROR,
                                                "internal error");
                                    }
                                    done(ctx, request);
                                }));
    }

    private void send(ChannelHandlerContext ctx, FullHttpRequest request, Answer answer) {
        switch (answer) {
            case Answer.Full full -> Responses.send(ctx, request, full);
            case Answer.Live _ when request.method().equals(HttpMethod.HEAD) -> ctx.close();
            case Answer.Live _ -> {
                LiveFeed made = new LiveFeed(ctx, parts.captures(), api.page());
                feed = made;
                made.begin();
            }
        }
    }

    private void done(ChannelHandlerContext ctx, FullHttpRequest request) {
        request.release();
        answering = false;
        answerNext(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (feed != null) {
            feed.end();
        }
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
