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
import org.jspecify.annotations.Nullable;

/// Lets through what asks for a loopback name. A web page whose own name was re-pointed to
/// 127.0.0.1 (DNS rebinding) still sends that name, and is refused. Nothing can be changed here, so
/// only reads pass.
final class LoopbackGuard extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest request) || request.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            ctx.close();
        } else if (!isLoopback(request.headers().get(HttpHeaderNames.HOST))) {
            InspectorHandler.refuse(ctx, request, FORBIDDEN, "ask for localhost\n");
        } else if (!request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD)) {
            InspectorHandler.refuse(ctx, request, METHOD_NOT_ALLOWED, "GET only\n");
        } else {
            ctx.fireChannelRead(request);
        }
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
