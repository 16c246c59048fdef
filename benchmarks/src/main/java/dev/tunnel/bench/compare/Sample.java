package dev.tunnel.bench.compare;

import dev.tunnel.bench.load.Metric;

/// One figure of one window.
///
/// @param congestion the TCP congestion control
/// @param round 0 is the cold window right after the start
/// @param foreign cores that others kept busy meanwhile
public record Sample(
        String congestion,
        int round,
        String subject,
        String wire,
        Metric metric,
        double value,
        double foreign) {}
