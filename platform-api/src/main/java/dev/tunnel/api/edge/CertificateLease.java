package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The right to order one certificate, for as long as it is renewed by [CertificateProgress]. Does
/// not show the key.
///
/// @param seconds how long it lasts from now, or from its last renewal
/// @param order URL of an order that was begun before, by an edge that did not finish it
/// @param orderKey the key that order is for, PEM, PKCS#8; absent with `order`
public record CertificateLease(
        UUID id, long seconds, @Nullable String order, @Nullable String orderKey) {
    public CertificateLease {
        requireNonNull(id, "id");
    }

    @Override
    public String toString() {
        return "CertificateLease[" + id + ", " + order + "]";
    }
}
