package dev.tunnel.edge.config;

/// Ports `from` to `to`, both inclusive.
public record PortRange(int from, int to) {}
