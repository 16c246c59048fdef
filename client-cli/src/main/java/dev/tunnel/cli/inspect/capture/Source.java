package dev.tunnel.cli.inspect.capture;

import org.jspecify.annotations.Nullable;

/// Where a connection came from and went to.
///
/// @param tunnel its name
/// @param kind what it carries
/// @param target the local service
/// @param visitor its `ip:port`, or empty
/// @param tls whether the visitor came over TLS that the edge terminated
/// @param proxyProtocol `v1` or `v2` when the service gets that header first
public record Source(
        String tunnel,
        Kind kind,
        String target,
        String visitor,
        boolean tls,
        @Nullable String proxyProtocol) {

    /// What a connection carries.
    public enum Kind {
        HTTP,
        /// HTTP/2 between edge and service: known as a connection only.
        HTTP2,
        TCP,
        TLS
    }

    Source as(Kind other) {
        return new Source(tunnel, other, target, visitor, tls, proxyProtocol);
    }
}
