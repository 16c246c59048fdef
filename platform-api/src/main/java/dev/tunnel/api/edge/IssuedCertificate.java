package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

/// A certificate and its key. Does not show the key.
///
/// @param name what it was ordered for
/// @param chain PEM, the server's certificate first
/// @param key PEM, PKCS#8
public record IssuedCertificate(String name, String chain, String key) {
    public IssuedCertificate {
        requireNonNull(name, "name");
        requireNonNull(chain, "chain");
        requireNonNull(key, "key");
    }

    @Override
    public String toString() {
        return "IssuedCertificate[" + name + "]";
    }
}
