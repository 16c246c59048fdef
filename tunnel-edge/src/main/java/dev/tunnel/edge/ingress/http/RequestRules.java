package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a decoded request head can be understood in one way only. Everything that another reader
/// might take differently is refused, never mended; [HeadScanner] has looked at the bytes before,
/// [RequestTarget] looks at target and host.
final class RequestRules {
    private static final int LONGEST_METHOD = 64;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final AsciiString LENGTH_IN_DISGUISE = AsciiString.cached("content_length");
    private static final AsciiString CODING_IN_DISGUISE = AsciiString.cached("transfer_encoding");
    private static final Set<HttpMethod> NOT_RELAYED = Set.of(HttpMethod.CONNECT, HttpMethod.TRACE);

    /// Fields that a `Connection` header must not declare to be hop-by-hop.
    private static final Set<String> END_TO_END =
            Set.of("host", "content-length", "transfer-encoding", "expect");

    private RequestRules() {}

    /// @param tls whether it came over TLS
    static Incoming check(HttpRequest request, boolean tls) {
        if (request.decoderResult().isFailure()) {
            return Refusals.undecodable(request.decoderResult().cause());
        }
        boolean http11 = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!http11 && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return Refusals.versionNotSupported();
        }
        if (NOT_RELAYED.contains(request.method())) {
            return Refusals.methodNotAllowed(request.method().name());
        }
        var fault =
                methodFault(request)
                        .or(() -> bodyFault(request.headers(), http11))
                        .or(() -> disguise(request.headers()))
                        .or(() -> connectionFault(request));
        if (fault.isPresent()) {
            return Refusals.badRequest(fault.get());
        }
        if (http11 && !expectsNothingElse(request.headers())) {
            return Refusals.expectationFailed();
        }
        return RequestTarget.check(request, tls);
    }

    private static Optional<String> methodFault(HttpRequest request) {
        return request.method().name().length() > LONGEST_METHOD
                ? Optional.of("The method is longer than " + LONGEST_METHOD + " characters.")
                : Optional.empty();
    }

    private static Optional<String> bodyFault(HttpHeaders headers, boolean http11) {
        var lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!lengths.isEmpty() && !codings.isEmpty()) {
            return Optional.of("The request has both Content-Length and Transfer-Encoding.");
        }
        if (lengths.size() > 1) {
            return Optional.of("The request has several Content-Length headers.");
        }
        if (!lengths.isEmpty() && !LENGTH.matcher(lengths.getFirst()).matches()) {
            return Optional.of("The Content-Length is not a number.");
        }
        if (!codings.isEmpty() && !http11) {
            return Optional.of("HTTP/1.0 has no Transfer-Encoding.");
        }
        if (!codings.isEmpty()
                && (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked"))) {
            return Optional.of("The only Transfer-Encoding known here is chunked.");
        }
        return Optional.empty();
    }

    /// Servers that take an underscore for a dash would read these as the length of the body.
    private static Optional<String> disguise(HttpHeaders headers) {
        return headers.contains(LENGTH_IN_DISGUISE) || headers.contains(CODING_IN_DISGUISE)
                ? Optional.of("A header is another one in disguise.")
                : Optional.empty();
    }

    private static Optional<String> connectionFault(HttpRequest request) {
        // A draft of WebSocket whose request has a body that no header announces.
        if (request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
            return Optional.of("This WebSocket draft is obsolete.");
        }
        var declared = HopByHop.named(request.headers());
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        return declared.stream()
                .filter(END_TO_END::contains)
                .findFirst()
                .map(name -> "The Connection header must not name " + name + ".");
    }

    private static boolean expectsNothingElse(HttpHeaders headers) {
        return !headers.contains(HttpHeaderNames.EXPECT)
                || headers.getAll(HttpHeaderNames.EXPECT).stream()
                        .allMatch(HttpHeaderValues.CONTINUE::contentEqualsIgnoreCase);
    }
}
