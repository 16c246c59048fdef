package dev.tunnel.edge.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// Where the edge's certificates come from. Safe to use from every event loop.
sealed interface Certificates permits AcmeCertificates, GivenCertificates, OwnCertificates {

    /// The credential for a host that a client named.
    ///
    /// @param host lower case; empty when the client named none
    /// @param wanted what the client can verify; a given certificate has the key it has
    Credential forHost(String host, KeyKind wanted);

    /// The authority that clients must be told to trust, if it is ours.
    Optional<X509Certificate> authority();

    /// Takes up what changed: a file replaced by its owner, a certificate near its end. Reads and
    /// writes files.
    void refresh() throws IOException, GeneralSecurityException;

    /// Whether somebody has replaced what [#refresh()] reads since it was last tried.
    default boolean isReplaced() {
        return false;
    }
}
