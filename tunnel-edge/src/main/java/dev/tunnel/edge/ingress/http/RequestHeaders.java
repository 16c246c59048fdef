package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the local service's request head out of a visitor's.
///
/// @param hostHeader the tunnel's choice: `null` keeps the visitor's, anything else is sent
/// @param authenticated whether the edge itself asked for the credentials in the request
record RequestHeaders(Origin origin, @Nullable String hostHeader, boolean authenticated) {
    private static final AsciiString FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
    private static final AsciiString FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
    private static final AsciiString FORWARDED_PORT = AsciiString.cached("X-Forwarded-Port");
    private static final AsciiString FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");
    private static final AsciiString FORWARDED = AsciiString.cached("Forwarded");

    /// Rewrites the head in place.
    void rewrite(PublicRequest request) {
        var head = request.head();
        var headers = head.headers();
        var upgrade = upgrade(request);
        boolean trailers =
                headers.containsValue(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS, true);
        HopByHop.strip(headers);
        stripForwarding(headers);
        upgrade.ifPresent(protocols -> {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            headers.set(HttpHeaderNames.UPGRADE, protocols);
        });
        if (trailers) {
            headers.add(HttpHeaderNames.CONNECTION, HttpHeaderNames.TE);
            headers.set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
        }
        if (authenticated) {
            headers.remove(HttpHeaderNames.AUTHORIZATION);
        }
        forward(headers);
        setHost(headers, hostHeader == null ? request.authority().text() : hostHeader);
        canonicalLength(headers);
        if (!request.http11()) {
            // HTTP/1.0 knows no expectations, and an answer to one is not for it.
            headers.remove(HttpHeaderNames.EXPECT);
        }
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /// Leaves it where the visitor put it, first as a rule, unless it changes.
    private static void setHost(HttpHeaders headers, String host) {
        if (!host.equals(headers.get(HttpHeaderNames.HOST))) {
            headers.set(HttpHeaderNames.HOST, host);
        }
    }

    /// Leading zeros are allowed, but some take them for an octal number.
    private static void canonicalLength(HttpHeaders headers) {
        var length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && length.length() > 1 && length.startsWith("0")) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.parseLong(length));
        }
    }

    /// The protocols that the visitor offers to change to, without those that would carry further
    /// requests past the edge unseen: HTTP/2 and other versions of HTTP.
    private static Optional<String> upgrade(PublicRequest request) {
        var headers = request.head().headers();
        if (!request.http11()
                || !headers.containsValue(
                        HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
            return Optional.empty();
        }
        var kept = new ArrayList<String>();
        for (var value : headers.getAll(HttpHeaderNames.UPGRADE)) {
            for (var protocol : value.split(",", -1)) {
                var name = protocol.trim();
                var lower = name.toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !lower.startsWith("h2") && !lower.startsWith("http")) {
                    kept.add(name);
                }
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", kept));
    }

    /// What anybody claims about the visitor's way here is not known to be true, unless it was
    /// taken into the [Origin]. Some servers take an underscore for a dash.
    static void stripForwarding(HttpHeaders headers) {
        var claims = new ArrayList<CharSequence>(0);
        var all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            var name = all.next().getKey();
            if (mayClaim(name) && isClaim(name.toString())) {
                claims.add(name);
            }
        }
        claims.forEach(headers::remove);
    }

    /// A look at the first letter, which most names do not pass.
    private static boolean mayClaim(CharSequence name) {
        int first = name.isEmpty() ? 0 : name.charAt(0) | 0x20;
        return first == 'x' || first == 'f';
    }

    private static boolean isClaim(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return plain.startsWith("x-forwarded-")
                || plain.equals("forwarded")
                || plain.equals("x-real-ip");
    }

    private void forward(HttpHeaders headers) {
        var authority = origin.authority();
        var address = text(origin.address().getAddress());
        var scheme = origin.https() ? "https" : "http";
        headers.set(FORWARDED_FOR, address);
        headers.set(FORWARDED_HOST, authority.text());
        headers.set(FORWARDED_PORT, Integer.toString(authority.portOr(origin.https())));
        headers.set(FORWARDED_PROTO, scheme);
        var node = address.indexOf(':') < 0 ? address : "\"[" + address + "]\"";
        headers.set(
                FORWARDED, "for=" + node + ";host=\"" + authority.text() + "\";proto=" + scheme);
    }

    private static String text(InetAddress address) {
        var text = address.getHostAddress();
        int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return zone < 0 ? text : text.substring(0, zone);
    }
}
