package dev.tunnel.edge.ingress.http2;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Locale;
import java.util.Set;

/// HTTP/1.1 heads as header lists of HTTP/2 (RFC 9113, 8.2 and 8.3).
final class Heads {
    private static final Set<String> FOR_ONE_CONNECTION =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "transfer-encoding",
                    "upgrade",
                    "http2-settings");
    private static final AsciiString ACCEPT = AsciiString.cached("sec-websocket-accept");

    private Heads() {}

    /// A response; the 101 that accepts a WebSocket is a 200 here (RFC 8441).
    static Http2Headers response(HttpMessage head) {
        var status = ((HttpResponse) head).status();
        var headers = new DefaultHttp2Headers(false);
        if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            headers.status(HttpResponseStatus.OK.codeAsText());
            copy(head.headers(), headers);
            headers.remove(ACCEPT);
        } else {
            headers.status(status.codeAsText());
            copy(head.headers(), headers);
        }
        return headers;
    }

    /// A request.
    ///
    /// @param scheme of the service
    static Http2Headers request(HttpMessage head, AsciiString scheme) {
        var request = (HttpRequest) head;
        var headers = new DefaultHttp2Headers(false);
        headers.method(request.method().asciiName()).scheme(scheme).path(request.uri());
        var host = request.headers().get(HttpHeaderNames.HOST);
        if (host != null) {
            headers.authority(host);
        }
        copy(request.headers(), headers);
        headers.remove(HttpHeaderNames.HOST);
        if (request.headers().containsValue(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS, true)) {
            headers.set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
        }
        return headers;
    }

    /// Trailers.
    static Http2Headers trailers(HttpHeaders from) {
        var headers = new DefaultHttp2Headers(false);
        copy(from, headers);
        return headers;
    }

    private static void copy(HttpHeaders from, Http2Headers to) {
        for (var each = from.iteratorCharSequence(); each.hasNext(); ) {
            var field = each.next();
            var name = field.getKey().toString().toLowerCase(Locale.ROOT);
            if (!FOR_ONE_CONNECTION.contains(name) && !name.equals("te")) {
                to.add(name, field.getValue());
            }
        }
    }
}
