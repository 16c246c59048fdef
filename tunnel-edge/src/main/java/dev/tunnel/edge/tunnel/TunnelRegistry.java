package dev.tunnel.edge.tunnel;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Which tunnel serves which endpoint. Looked up on every event loop, changed on the control
/// executor only.
public final class TunnelRegistry {
    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final CloseReason TAKEN_OVER =
            new CloseReason(
                    "taken_over", "Another agent of this account took the name over.", false);

    private final UsageMeter meter;
    private final Map<Endpoint, Tunnel> byEndpoint = new ConcurrentHashMap<>();
    private final Map<UUID, Tunnel> byId = new ConcurrentHashMap<>();
    private final Map<String, Lookup> reserved = new ConcurrentHashMap<>();

    /// @param meter counts what the registered tunnels carry
    public TunnelRegistry(UsageMeter meter) {
        this.meter = meter;
    }

    /// Keeps a host for the edge's own use: no agent's tunnel is ever found there, by whatever
    /// protocol. What it carries is not counted as anybody's usage.
    public void reserve(String host, Tunnel tunnel) {
        reserved.put(host, new Lookup.Found(tunnel));
    }

    /// What serves an endpoint now.
    public Lookup find(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.HttpHost(var host) -> {
                var own = reserved.get(host);
                yield own == null ? claimed(endpoint) : own;
            }
            case Endpoint.TlsHost(var host) when reserved.containsKey(host) -> UNKNOWN;
            case Endpoint.TlsHost _, Endpoint.TcpPort _ -> claimed(endpoint);
        };
    }

    private Lookup claimed(Endpoint endpoint) {
        var tunnel = byEndpoint.get(endpoint);
        return tunnel == null ? UNKNOWN : tunnel.lookup();
    }

    /// The open tunnel of an id.
    public Optional<Tunnel> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// All tunnels, a live view.
    public Collection<Tunnel> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /// Registers a tunnel. One that held the endpoint is closed as taken over and returned, its
    /// waiting visitors served by the new one.
    public Optional<Tunnel> register(Tunnel tunnel) {
        meter.add(tunnel);
        byId.put(tunnel.id(), tunnel);
        var previous = byEndpoint.put(tunnel.endpoint(), tunnel);
        if (previous == null || previous == tunnel) {
            return Optional.empty();
        }
        byId.remove(previous.id(), previous);
        previous.close(TAKEN_OVER, tunnel);
        return Optional.of(previous);
    }

    /// Closes a tunnel: its public connections are cut and its endpoint is free, unless another
    /// tunnel has it by now.
    ///
    /// @return whether the endpoint became free
    public boolean close(Tunnel tunnel, CloseReason reason) {
        byId.remove(tunnel.id(), tunnel);
        boolean freed = byEndpoint.remove(tunnel.endpoint(), tunnel);
        tunnel.close(reason, null);
        return freed;
    }
}
