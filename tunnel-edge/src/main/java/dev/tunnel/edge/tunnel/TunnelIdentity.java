package dev.tunnel.edge.tunnel;

import java.util.List;
import java.util.UUID;

/// What never changes about a tunnel.
///
/// @param key what the agent calls the tunnel
public record TunnelIdentity(
        UUID id, UUID accountId, String key, Endpoint endpoint, List<String> urls) {
    public TunnelIdentity {
        urls = List.copyOf(urls);
    }
}
