package dev.tunnel.cli.forward.folder;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Answers the requests of one stream, one after the other.
final class FolderHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final int MOST_WAITING = 16;

    private final Answers answers;
    private final Executor files;
    private final Queue<HttpRequest> waiting = new ArrayDeque<>();
    private @Nullable HttpRequest current;
    private @Nullable FileSender sender;
    private boolean lastAsked;

    /// @param files where files are read
    FolderHandler(Answers answers, Executor files) {
        this.answers = answers;
        this.files = files;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            ctx.close();
        } else if (message instanceof HttpRequest request) {
            if (waiting.size() == MOST_WAITING) {
                ctx.close();
                return;
            }
            waiting.add(request);
            next(ctx);
        }
        // A body is of no interest.
    }

    private void next(ChannelHandlerContext ctx) {
        if (current != null) {
            return;
        }
        HttpRequest request = waiting.poll();
        if (request == null) {
            if (lastAsked) {
                ctx.close();
            }
            return;
        }
        current = request;
        if (HttpUtil.is100ContinueExpected(request)) {
            HttpUtil.setKeepAlive(request, false);
        }
        files.execute(() -> {
            Reply reply = answers.to(request);
            ctx.executor().execute(() -> send(ctx, request, reply));
        });
    }

    private void send(ChannelHandlerContext ctx, HttpRequest request, Reply reply) {
        if (!ctx.channel().isActive()) {
            return;
        }
        boolean bare =
                request.method().equals(HttpMethod.HEAD)
                        || reply.status().equals(HttpResponseStatus.NOT_MODIFIED);
        ctx.write(head(request, reply));
        switch (reply.body()) {
            case Reply.Body body when bare || body.length() == 0 -> end(ctx, true);
            case Reply.Body.Text(var bytes) -> {
                ctx.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
                end(ctx, true);
            }
            case Reply.Body.Part part -> {
                ctx.flush();
                sender = new FileSender(ctx, files, part, whole -> end(ctx, whole));
                sender.proceed();
            }
        }
    }

    private static HttpResponse head(HttpRequest request, Reply reply) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, reply.status());
        reply.headers().forEach(head.headers()::set);
        head.headers().set("x-content-type-options", "nosniff");
        if (!reply.status().equals(HttpResponseStatus.NOT_MODIFIED)) {
            HttpUtil.setContentLength(head, reply.body().length());
        }
        if (!HttpUtil.isKeepAlive(request)) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return head;
    }

    /// An answer that was promised to be longer can only be ended by closing.
    private void end(ChannelHandlerContext ctx, boolean whole) {
        HttpRequest request = current;
        current = null;
        sender = null;
        if (!whole || request == null) {
            ctx.close();
            return;
        }
        ChannelFuture written = ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        if (HttpUtil.isKeepAlive(request)) {
            next(ctx);
        } else {
            written.addListener(_ -> ctx.close());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (sender != null) {
            sender.proceed();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            lastAsked = true;
            next(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (sender != null) {
            sender.cancel();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
