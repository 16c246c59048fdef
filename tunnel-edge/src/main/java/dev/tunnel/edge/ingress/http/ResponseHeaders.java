package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/// Makes the visitor's response head out of the local service's: what belongs to one connection is
/// replaced, everything else is passed on as it is.
final class ResponseHeaders {
    private ResponseHeaders() {}

    /// Rewrites the head of a final response in place.
    ///
    /// @param http11 whether the visitor understands HTTP/1.1
    /// @param keepAlive whether the visitor's connection stays open afterwards
    /// @param empty whether the response has no body whatever its headers say
    static void rewrite(HttpResponse response, boolean http11, boolean keepAlive, boolean empty) {
        var headers = response.headers();
        var upgrade = headers.get(HttpHeaderNames.UPGRADE);
        HopByHop.strip(headers);
        boolean chunked = HttpUtil.isTransferEncodingChunked(response);
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        boolean delimited = (headers.contains(HttpHeaderNames.CONTENT_LENGTH) && !chunked) || empty;
        if (http11 && !delimited) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (upgrade != null
                && response.status().code() == HttpResponseStatus.UPGRADE_REQUIRED.code()) {
            headers.set(HttpHeaderNames.UPGRADE, upgrade);
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!http11) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /// Rewrites the head of an interim response (1xx other than 101) in place.
    static void rewriteInterim(HttpResponse response) {
        HopByHop.strip(response.headers());
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /// Rewrites the head of a 101 in place: the one response whose upgrade concerns the visitor.
    static void rewriteUpgrade(HttpResponse response) {
        var upgrade = response.headers().getAll(HttpHeaderNames.UPGRADE);
        HopByHop.strip(response.headers());
        response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        response.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        response.headers().set(HttpHeaderNames.UPGRADE, upgrade);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /// Whether the response has no body whatever its headers say.
    static boolean isEmpty(HttpResponse response, PublicRequest request) {
        int status = response.status().code();
        return request.isHead()
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code();
    }

    /// Whether a 101 is the answer to the challenge: over HTTP/2 the edge made it, and has to
    /// check.
    static boolean isSound(HttpResponse response, PublicRequest request) {
        return !request.http2()
                || WebSocketKeys.isAnswered(request.head().headers(), response.headers());
    }

    /// Why a visitor of HTTP/2 would take the response for the upgrade that it asked for, while the
    /// service has not agreed to it: there, any 2xx accepts an extended CONNECT.
    static Optional<String> upgradeFault(HttpResponse response, PublicRequest request) {
        boolean mistaken =
                request.http2()
                        && response.status().codeClass().equals(HttpStatusClass.SUCCESS)
                        && request.head().headers().contains(HttpHeaderNames.UPGRADE);
        return mistaken
                ? Optional.of("It does not accept the WebSocket that the visitor asked for.")
                : Optional.empty();
    }

    /// Whether the end of the response can be told without the connection's end.
    static boolean isDelimited(HttpResponse response, boolean empty) {
        return empty
                || HttpUtil.isTransferEncodingChunked(response)
                || response.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }
}
