package dev.tunnel.edge.ingress.sni;

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

    public TlsHosts(TunnelRegistry registry, RawTunnels tunnels) {
        this.registry = registry;
        this.tunnels = tunnels;
    }

    @Override
    public Optional<ChannelHandler> handler(String serverName) {
        var host = new Endpoint.TlsHost(serverName);
        return registry.find(host) instanceof Lookup.Unknown
                ? Optional.empty()
                : Optional.of(tunnels.initializer(host));
    }
}
