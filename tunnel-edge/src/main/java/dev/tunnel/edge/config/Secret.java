package dev.tunnel.edge.config;

/// A secret that does not show itself in logs.
public record Secret(String value) {
    @Override
    public String toString() {
        return "…";
    }
}
