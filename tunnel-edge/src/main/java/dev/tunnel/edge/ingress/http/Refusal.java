package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/// An answer of the edge itself, in place of the local service's.
///
/// @param code stable, for programs; sent as `X-Tunnel-Error`
/// @param title a few words
/// @param detail a sentence or two for a person, without anything secret
/// @param headers further response headers
record Refusal(
        HttpResponseStatus status,
        String code,
        String title,
        String detail,
        Map<String, String> headers)
        implements Incoming {

    Refusal(HttpResponseStatus status, String code, String title, String detail) {
        this(status, code, title, detail, Map.of());
    }
}
