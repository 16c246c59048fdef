package dev.tunnel.edge.config;

/// Where the world reaches the edge, as it tells the platform; a port of 0 stands for the bound
/// one.
///
/// @param domain base domain; a tunnel is `NAME.domain`
public record PublicAddress(
        String domain, String agentHost, int httpPort, int httpsPort, int agentPort) {}
