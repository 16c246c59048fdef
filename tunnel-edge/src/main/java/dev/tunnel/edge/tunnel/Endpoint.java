package dev.tunnel.edge.tunnel;

/// Where the public reaches a tunnel; host names are lower case, without port or trailing dot.
public sealed interface Endpoint {

    /// A virtual host on the shared HTTP and HTTPS ports.
    record HttpHost(String host) implements Endpoint {}

    /// A host whose TLS is passed through untouched, found by SNI.
    record TlsHost(String host) implements Endpoint {}

    /// A TCP port of this edge's range.
    record TcpPort(int port) implements Endpoint {}

    /// `http`, `tls` or `tcp`: the word on the wire and in metrics.
    default String protocol() {
        return switch (this) {
            case HttpHost _ -> "http";
            case TlsHost _ -> "tls";
            case TcpPort _ -> "tcp";
        };
    }
}
