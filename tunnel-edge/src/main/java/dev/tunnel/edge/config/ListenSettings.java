package dev.tunnel.edge.config;

/// What the edge listens on.
///
/// @param host address to bind public and agent ports to
/// @param balancers who begins visitors' connections with a PROXY protocol header; none when that
///   is off
/// @param trustedProxies whose word on a visitor is believed
/// @param tcpPorts the ports of TCP tunnels
public record ListenSettings(
        String host,
        int httpPort,
        int httpsPort,
        int agentPort,
        PortRange tcpPorts,
        HostAndPort admin,
        TrustedProxies balancers,
        TrustedProxies trustedProxies) {}
