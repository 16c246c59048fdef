package dev.tunnel.edge.tunnel;

/// The PROXY protocol header that a local service wants at the start of each connection, to learn
/// the visitor's address from.
public enum ProxyProtocol {
    NONE,
    /// The line of text.
    V1,
    /// The binary form.
    V2,
}
