package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Headers that are for one connection only and must not be relayed (RFC 9110, 7.6.1).
final class HopByHop {
    private static final List<String> ALWAYS =
            List.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "upgrade",
                    "http2-settings");

    private HopByHop() {}

    /// The names that `Connection` headers declare, in lower case.
    static Set<String> named(HttpHeaders headers) {
        var values = headers.getAll(HttpHeaderNames.CONNECTION);
        if (values.isEmpty()) {
            return Set.of();
        }
        var names = new HashSet<String>();
        for (var value : values) {
            for (var name : value.split(",", -1)) {
                var trimmed = name.trim().toLowerCase(Locale.ROOT);
                if (!trimmed.isEmpty()) {
                    names.add(trimmed);
                }
            }
        }
        return names;
    }

    /// Removes them, `Transfer-Encoding` excepted: that one is the codecs' business.
    static void strip(HttpHeaders headers) {
        named(headers).stream()
                .filter(name -> !name.equals("transfer-encoding"))
                .forEach(headers::remove);
        ALWAYS.forEach(headers::remove);
    }
}
