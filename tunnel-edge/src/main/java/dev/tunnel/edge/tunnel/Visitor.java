package dev.tunnel.edge.tunnel;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Who opened a public connection.
///
/// @param tls whether the edge terminated TLS for it
/// @param traceparent W3C trace context of the request, if it came with one
public record Visitor(InetSocketAddress address, boolean tls, @Nullable String traceparent) {}
