package dev.tunnel.bench.subject;

import org.jspecify.annotations.Nullable;

/// Where on loopback a subject makes the local services public.
///
/// @param bulkPort leads to iperf3; 0 where only HTTP goes through
/// @param webPort leads to nginx
/// @param host the Host that visitors must ask for; null for any
public record Reach(int bulkPort, int webPort, @Nullable String host) {}
