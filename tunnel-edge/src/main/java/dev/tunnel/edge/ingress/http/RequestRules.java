package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a decoded request head can be understood in one way only. Everything that another reader
/// might take differently is refused, never mended; [HeadScanner] has looked at the bytes before.
final class RequestRules {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?]*)(.*)");
    private static final Set<HttpMethod> NOT_RELAYED = Set.of(HttpMethod.CONNECT, HttpMethod.TRACE);

    /// Fields that a `Connection` header must not declare to be hop-by-hop.
    private static final Set<String> END_TO_END =
            Set.of("host", "content-length", "transfer-encoding", "expect");

    private RequestRules() {}

    static Incoming check(HttpRequest request) {
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
        var fault = bodyFault(request.headers(), http11).or(() -> connectionFault(request));
        if (fault.isPresent()) {
            return Refusals.badRequest(fault.get());
        }
        return target(request, http11);
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

    private static Optional<String> connectionFault(HttpRequest request) {
        // A draft of WebSocket whose request has a body that no header announces.
        if (request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
            return Optional.of("This WebSocket draft is obsolete.");
        }
        return HopByHop.named(request.headers()).stream()
                .filter(END_TO_END::contains)
                .findFirst()
                .map(name -> "The Connection header must not name " + name + ".");
    }

    private static Incoming target(HttpRequest request, boolean http11) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && http11)) {
            return Refusals.badRequest("The request must have exactly one Host header.");
        }
        var uri = request.uri();
        if (uri.indexOf('#') >= 0) {
            return Refusals.badRequest("The request target has a fragment.");
        }
        if (uri.startsWith("/")
                || (uri.equals("*") && request.method().equals(HttpMethod.OPTIONS))) {
            return accept(request, hosts, Optional.empty(), uri);
        }
        var absolute = ABSOLUTE.matcher(uri);
        if (!absolute.matches()) {
            return Refusals.badRequest("The request target is neither a path nor a URL.");
        }
        var path = absolute.group(2);
        return accept(
                request,
                hosts,
                Optional.of(absolute.group(1)),
                path.startsWith("/") ? path : '/' + path);
    }

    /// The authority of a URL in the request line must be that of the Host header: RFC 9112 (3.2.2)
    /// lets the URL win, but a server behind us might look at the other one.
    private static Incoming accept(
            HttpRequest request, List<String> hosts, Optional<String> inTarget, String path) {
        var named = inTarget.or(() -> hosts.stream().findFirst());
        var authority = named.flatMap(Authority::parse);
        if (authority.isEmpty()) {
            return Refusals.badRequest("The request does not name a valid host.");
        }
        boolean differs =
                hosts.stream()
                        .anyMatch(host ->
                                Authority.parse(host).filter(authority.get()::isSameAs).isEmpty());
        if (differs) {
            return Refusals.badRequest("The request target and the Host header differ.");
        }
        request.setUri(ascii(path));
        return PublicRequest.of(request, authority.get());
    }

    /// Bytes above 127, which some clients send as they are, in the form that RFC 3986 wants.
    private static String ascii(String path) {
        if (path.chars().allMatch(c -> c < 0x80)) {
            return path;
        }
        var text = new StringBuilder(path.length() + 16);
        path.chars()
                .forEach(c -> {
                    if (c < 0x80) {
                        text.append((char) c);
                    } else {
                        text.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
                    }
                });
        return text.toString();
    }
}
