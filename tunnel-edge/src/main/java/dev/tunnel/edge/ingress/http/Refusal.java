package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer of the edge itself, in place of the local service's.
///
/// @param code stable, for programs; sent as `X-Tunnel-Error`
/// @param title a few words
/// @param detail a sentence or two for a person, without anything secret
/// @param headers further response headers
/// @param advice what can be done about it; `null` when that is plain
record Refusal(
        HttpResponseStatus status,
        String code,
        String title,
        String detail,
        Map<String, String> headers,
        @Nullable Advice advice)
        implements Incoming {

    /// What to do, a sentence or two for each of the people who may see a page.
    record Advice(String visitor, String owner) {}

    Refusal(HttpResponseStatus status, String code, String title, String detail) {
        this(status, code, title, detail, Map.of());
    }

    Refusal(
            HttpResponseStatus status,
            String code,
            String title,
            String detail,
            Map<String, String> headers) {
        this(status, code, title, detail, headers, null);
    }

    Refusal with(Advice about) {
        return new Refusal(status, code, title, detail, headers, about);
    }
}
