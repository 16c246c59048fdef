package dev.tunnel.edge.ingress.sni;

import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.tls.PassThrough;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Lookup;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.channel.ChannelHandler;
import java.util.Optional;

/// The hosts of TLS tunnels, as the TLS ports ask for them.
public final class TlsHosts implements PassThrough {
    private final TunnelRegistry registry;
    private final RawTunnels tunnels;
    private final PublicAddress address;
    private final Lifetime lifetime;

    /// @param address tells which hosts can be tunnels
    public TlsHosts(
            TunnelRegistry registry, RawTunnels tunnels, PublicAddress address, Lifetime lifetime) {
        this.registry = registry;
        this.tunnels = tunnels;
        this.address = address;
        this.lifetime = lifetime;
    }

    @Override
    public Optional<ChannelHandler> handler(String serverName) {
        var host = new Endpoint.TlsHost(serverName);
        return isUnknown(host) ? Optional.empty() : Optional.of(tunnels.initializer(host));
    }

    /// The agent of a TLS tunnel may be on its way from the edge before this one.
    @Override
    public boolean isUndecided(String serverName) {
        return lifetime.isSettling()
                && serverName.endsWith('.' + address.domain())
                && !serverName.equals(address.agentHost())
                && isUnknown(new Endpoint.TlsHost(serverName))
                && isUnknown(new Endpoint.HttpHost(serverName));
    }

    private boolean isUnknown(Endpoint host) {
        return registry.find(host) instanceof Lookup.Unknown;
    }
}
