package dev.tunnel.edge.ingress.policy;

/// A rule about HTTP requests.
interface RequestRule {
    Verdict judge(Asked request);
}
