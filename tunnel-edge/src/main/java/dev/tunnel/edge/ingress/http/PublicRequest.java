package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/// A visitor's request whose head is well formed: one host, one body length, a target that starts
/// with a slash (or is `*`).
///
/// @param head what the visitor sent, later what the local service is sent
/// @param http11 whether the visitor understands HTTP/1.1: chunked bodies, interim responses
/// @param http2 whether it came over HTTP/2
/// @param keepAlive whether the visitor wants to go on after it
/// @param body whether a body follows
record PublicRequest(
        HttpRequest head,
        Authority authority,
        boolean http11,
        boolean http2,
        boolean keepAlive,
        boolean body)
        implements Incoming {

    static PublicRequest of(HttpRequest head, Authority authority) {
        return new PublicRequest(
                head,
                authority,
                head.protocolVersion().equals(HttpVersion.HTTP_1_1),
                false,
                HttpUtil.isKeepAlive(head),
                head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                        || HttpUtil.getContentLength(head, 0L) > 0);
    }

    /// Whether it says how long its body is.
    boolean hasLength() {
        return head.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    /// The same over HTTP/2, where the end of a request is not the end of the connection.
    PublicRequest overHttp2() {
        return new PublicRequest(head, authority, true, true, true, body);
    }

    /// As access logs call it.
    String protocol() {
        return http2 ? "HTTP/2" : http11 ? "HTTP/1.1" : "HTTP/1.0";
    }

    boolean isHead() {
        return head.method().equals(HttpMethod.HEAD);
    }

    /// Whether it may be sent a second time when nothing came back the first time (RFC 9110,
    /// 9.2.2).
    boolean isRepeatable() {
        var method = head.method();
        return !body
                && (method.equals(HttpMethod.GET)
                        || method.equals(HttpMethod.HEAD)
                        || method.equals(HttpMethod.OPTIONS));
    }
}
