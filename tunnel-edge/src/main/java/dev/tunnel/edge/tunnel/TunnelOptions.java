package dev.tunnel.edge.tunnel;

import java.util.Set;

/// What the agent asked for beside the name; a resumed agent may change it.
///
/// @param schemes for HTTP tunnels which of `http` and `https` are served
/// @param target the local address, for people
public record TunnelOptions(Set<String> schemes, Access access, Upstream upstream, String target) {
    public TunnelOptions {
        schemes = Set.copyOf(schemes);
    }

    /// Open to everybody, spoken to plainly.
    public TunnelOptions(Set<String> schemes, String target) {
        this(schemes, Access.OPEN, Upstream.PLAIN, target);
    }
}
