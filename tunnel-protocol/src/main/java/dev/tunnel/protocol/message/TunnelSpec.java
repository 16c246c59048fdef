package dev.tunnel.protocol.message;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tunnel should be.
///
/// @param key what the agent calls the tunnel; with the agent's instance the key of affinity
/// @param proto `http`, `tcp` or `tls`
/// @param schemes for `http` which of `http` and `https` to serve
/// @param subdomain the label wanted; absent for any
/// @param hostname the full host name wanted, instead of a subdomain
/// @param remotePort the TCP port wanted; absent for any
/// @param target the local address, for people
/// @param hostHeader absent to keep the visitor's Host, `rewrite` for the target's, or a value
/// @param basicAuth `user:password` that visitors must give
@Json
public record TunnelSpec(
        String key,
        String proto,
        List<String> schemes,
        @Nullable String subdomain,
        @Nullable String hostname,
        @Nullable Integer remotePort,
        String target,
        @Nullable String hostHeader,
        @Nullable String basicAuth) {
    public TunnelSpec {
        schemes = List.copyOf(schemes);
    }

    @Override
    public String toString() {
        return "TunnelSpec[key=%s, proto=%s, schemes=%s, subdomain=%s, hostname=%s, remotePort=%s, target=%s]"
                .formatted(key, proto, schemes, subdomain, hostname, remotePort, target);
    }
}
