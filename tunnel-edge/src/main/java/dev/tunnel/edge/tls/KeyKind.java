package dev.tunnel.edge.tls;

/// What a certificate's key is.
enum KeyKind {
    /// ECDSA P-256: small, and an order of magnitude cheaper to sign with.
    EC,
    /// RSA of 2048 bits, for clients that know nothing else.
    RSA
}
