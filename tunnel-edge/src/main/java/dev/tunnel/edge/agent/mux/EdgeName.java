package dev.tunnel.edge.agent.mux;

/// What agents are told about this edge.
public record EdgeName(String name, String version) {}
