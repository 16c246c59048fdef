package dev.tunnel.edge.tunnel;

/// The version of HTTP that a local service speaks.
public enum UpstreamProtocol {
    HTTP1,
    HTTP2,
}
