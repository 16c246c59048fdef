package dev.tunnel.edge.ingress.policy;

import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;

/// An HTTP request as rules see it.
///
/// @param https whether the visitor came over https, to the edge or to a trusted proxy before it
/// @param host the host asked for, without a port
public record Asked(InetAddress visitor, boolean https, String host, HttpRequest head) {}
