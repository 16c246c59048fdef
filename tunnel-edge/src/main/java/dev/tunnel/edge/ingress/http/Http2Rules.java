package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.http2.VisitorRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.function.Predicate;

/// Applies the rules of HTTP/1.1 to a request that came over HTTP/2, and those that are for HTTP/2
/// alone.
final class Http2Rules extends ChannelInboundHandlerAdapter {
    private static final String WEBSOCKET = "websocket";

    private final Predicate<String> covered;
    private final WebSocketKeys keys;

    /// @param covered whether the connection's certificate is for a host
    Http2Rules(Predicate<String> covered, WebSocketKeys keys) {
        this.covered = covered;
        this.keys = keys;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ctx.fireChannelRead(msg instanceof VisitorRequest request ? check(request) : msg);
    }

    private Incoming check(VisitorRequest request) {
        var protocol = request.protocol();
        if (protocol != null) {
            if (!protocol.equals(WEBSOCKET)) {
                return Refusals.protocolNotSupported();
            }
            webSocket(request);
        }
        var checked = RequestRules.check(request.head(), true);
        if (!(checked instanceof PublicRequest accepted)) {
            return checked;
        }
        if (!request.scheme().equals("https")) {
            return Refusals.badRequest("The request's scheme is not https.");
        }
        var host = accepted.authority().host();
        return covered.test(host) ? accepted.overHttp2() : Refusals.misdirected(host);
    }

    /// The handshake of HTTP/1.1 in place of the extended CONNECT (RFC 8441, 5).
    private void webSocket(VisitorRequest request) {
        var headers = request.head().headers();
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        headers.set(HttpHeaderNames.SEC_WEBSOCKET_KEY, keys.next());
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
    }
}
