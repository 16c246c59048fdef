package dev.tunnel.edge.config;

/// An address to listen on; port 0 lets the system choose.
public record HostAndPort(String host, int port) {}
