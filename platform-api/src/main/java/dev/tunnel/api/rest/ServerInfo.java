package dev.tunnel.api.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/server`, public.
///
/// @param agentAddress `host:port` for agents; absent while no edge has registered
/// @param ports the public ports; absent while no edge has registered
/// @param caCertificate PEM of the private CA that signed the edge's certificate, if one did
/// @param signup `open`, `invite` or `closed`
/// @param setupRequired true until the first account exists
/// @param features what this server can do beyond the first version, by name
/// @param caFingerprint SHA-256 of that certificate, upper-case hex pairs joined by colons
public record ServerInfo(
        String version,
        String domain,
        @Nullable String agentAddress,
        @Nullable PublicPorts ports,
        @Nullable String caCertificate,
        @Nullable String caFingerprint,
        String signup,
        boolean signupOpen,
        boolean setupRequired,
        List<String> features) {
    public ServerInfo {
        features = List.copyOf(features);
    }

    /// Public ports of the edge; the TCP range is inclusive.
    public record PublicPorts(int http, int https, int tcpFrom, int tcpTo) {}
}
