package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `POST /edge/v1/certificates/outcome`: how an order ended, which gives the lease back.
/// `not_found` when another edge has the lease by now.
///
/// @param issued the certificate; absent when it failed
/// @param error why it failed, one line for operators; absent when it did not
/// @param retrySeconds how long the authority wants to be left alone, 0 if it did not say
/// @param keepOrder whether the order itself may still be finished
public record CertificateOutcome(
        UUID lease,
        String name,
        @Nullable IssuedCertificate issued,
        @Nullable String error,
        long retrySeconds,
        boolean keepOrder) {
    public CertificateOutcome {
        requireNonNull(lease, "lease");
        requireNonNull(name, "name");
    }

    /// It is there.
    public static CertificateOutcome issued(UUID lease, IssuedCertificate issued) {
        return new CertificateOutcome(lease, issued.name(), issued, null, 0, false);
    }
}
