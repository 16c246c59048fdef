package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;

/// What may follow a chunked body. Fields that say how a message is framed, routed, authenticated
/// or read are not taken late (RFC 9110, 6.5.1): whoever merges them into the head would read the
/// message differently from whoever does not. They are dropped, as the RFC allows.
final class Trailers {
    private static final Set<String> NEVER =
            Set.of(
                    "age",
                    "authorization",
                    "cache-control",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-range",
                    "content-type",
                    "cookie",
                    "date",
                    "expect",
                    "expires",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "location",
                    "max-forwards",
                    "pragma",
                    "range",
                    "retry-after",
                    "set-cookie",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "vary",
                    "warning",
                    "www-authenticate");

    private Trailers() {}

    /// Leaves what may be passed on.
    static void strip(HttpHeaders trailers) {
        if (trailers.isEmpty()) {
            return;
        }
        for (var name : trailers.names()) {
            var plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
            if (NEVER.contains(plain) || plain.startsWith("if-") || plain.startsWith("proxy-")) {
                trailers.remove(name);
            }
        }
        RequestHeaders.stripForwarding(trailers);
    }
}
