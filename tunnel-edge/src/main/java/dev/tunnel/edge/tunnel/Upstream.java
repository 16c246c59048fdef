package dev.tunnel.edge.tunnel;

import org.jspecify.annotations.Nullable;

/// How a tunnel's local service is spoken to.
///
/// @param hostHeader `null` keeps the visitor's Host header, `rewrite` sends the target's, anything
///   else is sent as it is
/// @param proxyProtocol what each connection to it begins with
/// @param protocol what an HTTP tunnel's service speaks
public record Upstream(
        @Nullable String hostHeader, ProxyProtocol proxyProtocol, UpstreamProtocol protocol) {
    /// The visitor's own Host, HTTP/1.1, no header in front.
    public static final Upstream PLAIN =
            new Upstream(null, ProxyProtocol.NONE, UpstreamProtocol.HTTP1);
}
