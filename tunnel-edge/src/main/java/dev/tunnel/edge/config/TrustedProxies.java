package dev.tunnel.edge.config;

import dev.tunnel.protocol.net.Cidr;
import java.net.InetAddress;
import java.util.List;

/// The load balancers and proxies in front of the edge whose word on a visitor is believed.
public record TrustedProxies(List<Cidr> networks) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    public boolean hold(InetAddress address) {
        for (var network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
