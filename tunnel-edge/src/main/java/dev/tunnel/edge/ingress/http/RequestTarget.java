package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a request is for: its target and its host, which must agree. Leaves a path, or `*`, in the
/// head (RFC 9112, 3.2).
final class RequestTarget {
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?i)(?<scheme>https?)://(?<authority>[^/?]*)(?<path>.*)");
    private static final String ALL = "*";

    private RequestTarget() {}

    static Incoming check(HttpRequest request, boolean tls) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1
                || (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return Refusals.badRequest("The request must have exactly one Host header.");
        }
        var uri = request.uri();
        if (uri.indexOf('#') >= 0) {
            return Refusals.badRequest("The request target has a fragment.");
        }
        if (uri.startsWith("/") || (uri.equals(ALL) && isOptions(request))) {
            return accept(request, hosts, Optional.empty(), uri);
        }
        var absolute = ABSOLUTE.matcher(uri);
        if (!absolute.matches()) {
            return Refusals.badRequest("The request target is neither a path nor a URL.");
        }
        if (!tls && absolute.group("scheme").equalsIgnoreCase("https")) {
            return Refusals.badRequest("The request target is https, the connection is not.");
        }
        return accept(
                request,
                hosts,
                Optional.of(absolute.group("authority")),
                path(request, absolute.group("path")));
    }

    private static String path(HttpRequest request, String inTarget) {
        if (inTarget.isEmpty() && isOptions(request)) {
            return ALL;
        }
        return inTarget.startsWith("/") ? inTarget : '/' + inTarget;
    }

    private static boolean isOptions(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS);
    }

    /// The authority of a URL in the request line must be that of the Host header: RFC 9112 (3.2.2)
    /// lets the URL win, but a server behind us might look at the other one.
    private static Incoming accept(
            HttpRequest request, List<String> hosts, Optional<String> inTarget, String path) {
        var named = inTarget.orElse(hosts.isEmpty() ? "" : hosts.getFirst());
        var authority = Authority.parse(named);
        if (authority.isEmpty()) {
            return Refusals.badRequest("The request does not name a valid host.");
        }
        if (inTarget.isPresent() && !hosts.isEmpty() && !names(hosts.getFirst(), authority.get())) {
            return Refusals.badRequest("The request target and the Host header differ.");
        }
        request.setUri(ascii(path));
        return PublicRequest.of(request, authority.get());
    }

    private static boolean names(String host, Authority authority) {
        return Authority.parse(host).filter(authority::isSameAs).isPresent();
    }

    /// Bytes above 127, which some clients send as they are, in the form that RFC 3986 wants.
    private static String ascii(String path) {
        int plain = 0;
        while (plain < path.length() && path.charAt(plain) < 0x80) {
            plain++;
        }
        if (plain == path.length()) {
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
