package dev.tunnel.cli.inspect.http;

/// The head of a request.
///
/// @param target as sent: a path with query, an absolute URI, `*` or an authority
/// @param version such as `HTTP/1.1`
public record RequestHead(String method, String target, String version, Headers headers) {

    /// The first line of HTTP/2 with prior knowledge (RFC 9113, 3.4).
    public boolean opensHttp2() {
        return method.equals("PRI") && version.equals("HTTP/2.0");
    }
}
