package dev.tunnel.cli.inspect;

import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.Loopback;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.ReferenceCountUtil;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lets through what asks for a loopback name, and comes from a page of one if from a page. A web
/// page whose own name was re-pointed to 127.0.0.1 (DNS rebinding) still sends that name, and is
/// refused; so is one that says by its origin that it is from elsewhere. Nothing can be changed
/// here, so only reads pass.
final class LoopbackGuard extends ChannelInboundHandlerAdapter {
    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://([^/?#@]+)");
    private static final Pattern SUBDOMAIN = Pattern.compile("(?i).*\\.localhost(:.*)?");

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest request) || request.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            ctx.close();
        } else if (!isLoopback(request.headers().get(HttpHeaderNames.HOST))) {
            InspectorHandler.refuse(ctx, request, FORBIDDEN, "ask for localhost\n");
        } else if (!request.headers().getAll(HttpHeaderNames.ORIGIN).stream()
                .allMatch(LoopbackGuard::isLoopbackOrigin)) {
            InspectorHandler.refuse(ctx, request, FORBIDDEN, "not for other sites\n");
        } else if (!request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD)) {
            InspectorHandler.refuse(ctx, request, METHOD_NOT_ALLOWED, "GET only\n");
        } else {
            ctx.fireChannelRead(request);
        }
    }

    /// `scheme://host` with or without port; `null`, the origin of sandboxed pages, is none. Nor
    /// are names below localhost: a development server's tunnels have them.
    private static boolean isLoopbackOrigin(String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        if (!matcher.matches()) {
            return false;
        }
        String host = matcher.group(1);
        return isLoopback(host) && !SUBDOMAIN.matcher(host).matches();
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        try {
            return Loopback.isLoopback(HostPort.parse(host, 80).host());
        } catch (ConfigException _) {
            return false;
        }
    }
}
