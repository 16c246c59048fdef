package dev.tunnel.cli.inspect;

import java.util.List;

/// A tunnel that the agent serves, as the inspector shows it.
///
/// @param proto `http`, `tcp` or `tls`
public record TunnelFacts(
        String name,
        String proto,
        List<String> urls,
        String target,
        boolean inspect,
        TrafficFacts traffic) {}
