package dev.tunnel.edge.ingress.http2;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a visitor's header list: what RFC 9113 (8.2 and 8.3) calls malformed is refused, the rest
/// is put in terms of HTTP/1.1. Netty's decoder has looked at names and values one by one before.
final class RequestHead {
    private static final Set<HttpMethod> WITH_BODY =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final Http2Headers from;
    private final boolean complete;

    /// @param complete whether the request ends with its head
    RequestHead(Http2Headers from, boolean complete) {
        this.from = from;
        this.complete = complete;
    }

    /// Empty when it is malformed.
    Optional<VisitorRequest> read() {
        var name = text(from.method());
        if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) != -1) {
            return Optional.empty();
        }
        var method = HttpMethod.valueOf(name);
        var protocol = from.get(PseudoHeaderName.PROTOCOL.value());
        boolean connect = method.equals(HttpMethod.CONNECT);
        if (protocol != null && !connect) {
            return Optional.empty();
        }
        if (connect && protocol == null) {
            return from.scheme() == null && from.path() == null
                    ? Optional.of(request(method, text(from.authority()), null))
                    : Optional.empty();
        }
        if (!isTarget(text(from.path()))) {
            return Optional.empty();
        }
        return Optional.of(
                protocol == null
                        ? request(method, text(from.path()), null)
                        : request(HttpMethod.GET, text(from.path()), protocol.toString()));
    }

    /// A path, or the `*` of OPTIONS, which others have to judge; nothing that a request line could
    /// not hold.
    private static boolean isTarget(String path) {
        return (path.startsWith("/") || path.equals("*"))
                && path.chars().allMatch(c -> c > ' ' && c != 0x7F);
    }

    private VisitorRequest request(HttpMethod method, String target, @Nullable String protocol) {
        var headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        copy(headers);
        if (protocol == null) {
            length(method, headers);
        } else {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        var head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target, headers);
        return new VisitorRequest(head, text(from.scheme()), protocol);
    }

    /// Without a host, HTTP/1.1 has one header more than one header too many; both are refused
    /// there.
    private void copy(HttpHeaders to) {
        var authority = from.authority();
        if (authority != null) {
            to.add(HttpHeaderNames.HOST, authority);
        }
        StringBuilder cookies = null;
        for (var field : from) {
            var name = field.getKey();
            var value = field.getValue();
            if (PseudoHeaderName.hasPseudoHeaderFormat(name)) {
                continue;
            }
            if (HttpHeaderNames.COOKIE.contentEquals(name)) {
                cookies = cookies == null ? new StringBuilder() : cookies.append("; ");
                cookies.append(value);
            } else if (!HttpHeaderNames.HOST.contentEquals(name)
                    || authority == null
                    || !authority.toString().equalsIgnoreCase(value.toString())) {
                to.add(name, value);
            }
        }
        if (cookies != null) {
            to.set(HttpHeaderNames.COOKIE, cookies.toString());
        }
    }

    private void length(HttpMethod method, HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return;
        }
        if (!complete) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else if (WITH_BODY.contains(method)) {
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
    }

    private static String text(@Nullable CharSequence text) {
        return text == null ? "" : text.toString();
    }
}
