package dev.tunnel.edge.tunnel;

import dev.tunnel.protocol.net.Cidr;
import java.net.InetAddress;
import java.util.List;

/// Which addresses may use a tunnel: those that `deny` does not hold and that `allow`, unless it is
/// empty, holds. So deny beats allow, and the order within a list does not matter.
public record IpRules(List<Cidr> allow, List<Cidr> deny) {
    public static final IpRules EVERYBODY = new IpRules(List.of(), List.of());

    public IpRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    public boolean admit(InetAddress address) {
        if (allow.isEmpty() && deny.isEmpty()) {
            return true;
        }
        var visitor = Cidr.of(address);
        return !holds(deny, visitor) && (allow.isEmpty() || holds(allow, visitor));
    }

    private static boolean holds(List<Cidr> networks, Cidr visitor) {
        for (var network : networks) {
            if (network.contains(visitor)) {
                return true;
            }
        }
        return false;
    }
}
