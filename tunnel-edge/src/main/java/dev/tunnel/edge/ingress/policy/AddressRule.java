package dev.tunnel.edge.ingress.policy;

import dev.tunnel.edge.tunnel.IpRules;
import io.netty.util.NetUtil;
import java.net.InetAddress;

/// Only visitors from certain addresses.
record AddressRule(IpRules addresses) implements ConnectionRule {
    @Override
    public Verdict judge(InetAddress visitor) {
        return addresses.admit(visitor)
                ? Verdict.ALLOW
                : new Verdict.Refuse(
                        Reason.ADDRESS_DENIED,
                        "Not allowed from here",
                        "This tunnel is not open to visitors from "
                                + NetUtil.toAddressString(visitor)
                                + ".");
    }
}
