package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `POST /edge/v1/certificates/progress`: an order goes on, its lease begins anew. `not_found` when
/// another edge has the lease by now. Does not show the key.
///
/// @param order the order's URL, kept for whoever has to finish it; absent before there is one
/// @param orderKey the key it is for, PEM, PKCS#8; absent with `order`
/// @param challenges everything that this order must have answered at the moment
public record CertificateProgress(
        UUID lease,
        String name,
        @Nullable String order,
        @Nullable String orderKey,
        List<AcmeChallenge> challenges) {
    public CertificateProgress {
        requireNonNull(lease, "lease");
        requireNonNull(name, "name");
        challenges = List.copyOf(challenges);
    }

    @Override
    public String toString() {
        return "CertificateProgress[" + name + ", " + order + "]";
    }
}
