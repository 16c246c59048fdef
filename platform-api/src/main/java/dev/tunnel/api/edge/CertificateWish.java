package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

/// `POST /edge/v1/certificates`: an edge wants the certificate for a name. Answered by
/// [CertificateAnswer].
///
/// @param name a host name, lower case, or `*.` and the server's domain
/// @param own whether the edge's own settings name it; others must belong to an account
public record CertificateWish(String name, boolean own) {
    public CertificateWish {
        requireNonNull(name, "name");
    }
}
