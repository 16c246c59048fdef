package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

/// The key with which all edges are one customer of a directory. Does not show itself.
///
/// @param key PEM, PKCS#8, ECDSA P-256
public record AcmeAccountKey(String key) {
    public AcmeAccountKey {
        requireNonNull(key, "key");
    }

    @Override
    public String toString() {
        return "AcmeAccountKey";
    }

    /// `POST /edge/v1/acme/account`: answered by the [AcmeAccountKey], which is made when first
    /// asked for.
    ///
    /// @param directory the directory's URL
    public record Question(String directory) {
        public Question {
            requireNonNull(directory, "directory");
        }
    }
}
