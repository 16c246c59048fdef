package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Headers that are for one connection only and must not be relayed (RFC 9110, 7.6.1).
final class HopByHop {
    private static final List<AsciiString> ALWAYS =
            List.of(
                    HttpHeaderNames.CONNECTION,
                    AsciiString.cached("keep-alive"),
                    AsciiString.cached("proxy-connection"),
                    HttpHeaderNames.PROXY_AUTHENTICATE,
                    HttpHeaderNames.PROXY_AUTHORIZATION,
                    HttpHeaderNames.TE,
                    HttpHeaderNames.UPGRADE,
                    AsciiString.cached("http2-settings"));

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
        for (var name : named(headers)) {
            if (!name.equals("transfer-encoding")) {
                headers.remove(name);
            }
        }
        for (var name : ALWAYS) {
            headers.remove(name);
        }
    }
}
