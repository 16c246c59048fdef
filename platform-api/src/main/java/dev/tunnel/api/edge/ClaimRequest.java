package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `POST /edge/v1/claims`: a session asks for a name or a port. Answered by [ClaimGranted], or a
/// problem with `name_taken`, `name_forbidden`, `hostname_not_reserved`, `port_taken`,
/// `port_out_of_range`, `ports_exhausted`, `limit_reached` or `session_superseded`. A claim of what
/// another session of the same account holds takes it over.
///
/// @param generation the session's generation, from [SessionGranted]
/// @param tunnelKey what the agent calls the tunnel; with the agent's instance the key of affinity
/// @param schemes for [Proto#HTTP] which of `http` and `https` are served
/// @param subdomain the label wanted; absent for an affine or random one
/// @param hostname the full host name wanted, instead of a subdomain
/// @param remotePort the TCP port wanted; absent for an affine or free one
/// @param excludedPorts ports of the range that the edge could not bind
/// @param target the local address, shown to the owner
public record ClaimRequest(
        UUID sessionId,
        long generation,
        String tunnelKey,
        Proto proto,
        List<String> schemes,
        @Nullable String subdomain,
        @Nullable String hostname,
        @Nullable Integer remotePort,
        List<Integer> excludedPorts,
        String target) {
    public ClaimRequest {
        requireNonNull(sessionId, "sessionId");
        requireNonNull(tunnelKey, "tunnelKey");
        requireNonNull(proto, "proto");
        requireNonNull(target, "target");
        schemes = List.copyOf(schemes);
        excludedPorts = List.copyOf(excludedPorts);
    }

    /// The kind of a tunnel.
    public enum Proto {
        HTTP,
        TLS,
        TCP,
    }
}
