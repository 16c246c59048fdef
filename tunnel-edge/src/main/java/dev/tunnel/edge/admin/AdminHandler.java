package dev.tunnel.edge.admin;

import static io.netty.handler.codec.http.HttpResponseStatus.ACCEPTED;
import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import dev.tunnel.edge.telemetry.Meters;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the management port.
@Sharable
final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(AdminHandler.class);
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final Supplier<Readiness> readiness;
    private final Meters meters;
    private final Runnable drain;

    AdminHandler(Supplier<Readiness> readiness, Meters meters, Runnable drain) {
        this.readiness = readiness;
        this.meters = meters;
        this.drain = drain;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean head = request.method().equals(HttpMethod.HEAD);
        var response = answer(ctx, request, head);
        boolean keepAlive = request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, keepAlive);
        HttpUtil.setContentLength(response, response.content().readableBytes());
        if (head) {
            response.content().clear();
        }
        var written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private FullHttpResponse answer(
            ChannelHandlerContext ctx, FullHttpRequest request, boolean head) {
        if (!request.decoderResult().isSuccess()) {
            return text(ctx, request, BAD_REQUEST, PLAIN, "bad request\n");
        }
        if (request.uri().equals("/drain")) {
            return drain(ctx, request);
        }
        if (!head && !request.method().equals(HttpMethod.GET)) {
            return notAllowed(ctx, request, "GET, HEAD");
        }
        return switch (request.uri()) {
            case "/health/live" -> text(ctx, request, OK, PLAIN, "live\n");
            case "/health/ready" -> {
                var now = readiness.get();
                var status = now.isReady() ? OK : SERVICE_UNAVAILABLE;
                yield text(ctx, request, status, PLAIN, now.describe());
            }
            case "/metrics" -> text(ctx, request, OK, PROMETHEUS, meters.expose());
            default ->
                    text(
                            ctx,
                            request,
                            NOT_FOUND,
                            PLAIN,
                            "/health/live, /health/ready, /metrics, POST /drain\n");
        };
    }

    private FullHttpResponse drain(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return notAllowed(ctx, request, "POST");
        }
        if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            return text(ctx, request, FORBIDDEN, PLAIN, "not from a page\n");
        }
        drain.run();
        return text(ctx, request, ACCEPTED, PLAIN, "draining\n");
    }

    private static FullHttpResponse notAllowed(
            ChannelHandlerContext ctx, FullHttpRequest request, String allowed) {
        var response = text(ctx, request, METHOD_NOT_ALLOWED, PLAIN, allowed + "\n");
        response.headers().set(HttpHeaderNames.ALLOW, allowed);
        return response;
    }

    private static FullHttpResponse text(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            HttpResponseStatus status,
            String type,
            String body) {
        var response =
                new DefaultFullHttpResponse(
                        request.protocolVersion(),
                        status,
                        ByteBufUtil.writeUtf8(ctx.alloc(), body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("{} closed: {}", ctx.channel(), cause.toString());
        ctx.close();
    }
}
