package dev.tunnel.edge.ingress.policy;

import java.net.InetAddress;

/// A rule that needs to know no more than where a visitor comes from.
interface ConnectionRule {
    Verdict judge(InetAddress visitor);
}
