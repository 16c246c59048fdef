package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// Where the public and agents reach an edge.
///
/// @param domain base domain; a tunnel is `NAME.domain`
/// @param agentHost host name that agents connect to
/// @param tcpPortFrom first port of the TCP range, inclusive
/// @param tcpPortTo last port of the TCP range, inclusive
/// @param caCertificate PEM of the edge's private CA; absent where a public CA signed its
///   certificate
public record EdgeAddress(
        String domain,
        int httpPort,
        int httpsPort,
        String agentHost,
        int agentPort,
        int tcpPortFrom,
        int tcpPortTo,
        @Nullable String caCertificate) {
    public EdgeAddress {
        requireNonNull(domain, "domain");
        requireNonNull(agentHost, "agentHost");
    }
}
