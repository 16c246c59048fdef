package dev.tunnel.edge.tunnel;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the agent asked for beside the name; a resumed agent may change it.
///
/// @param schemes for HTTP tunnels which of `http` and `https` are served
/// @param hostHeader `null` keeps the visitor's Host header, `rewrite` sends the target's, anything
///   else is sent as it is
/// @param target the local address, for people
public record TunnelOptions(
        Set<String> schemes,
        @Nullable String hostHeader,
        @Nullable BasicAuth basicAuth,
        String target) {
    public TunnelOptions {
        schemes = Set.copyOf(schemes);
    }
}
