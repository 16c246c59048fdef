package dev.tunnel.edge.config;

import dev.tunnel.protocol.net.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// The load balancers and proxies in front of the edge whose word on a visitor is believed.
public record TrustedProxies(List<Cidr> networks) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /// These and others.
    public TrustedProxies and(TrustedProxies others) {
        return new TrustedProxies(
                Stream.concat(networks.stream(), others.networks.stream()).toList());
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
