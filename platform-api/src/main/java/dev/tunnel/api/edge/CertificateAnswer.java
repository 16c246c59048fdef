package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// The answer to a [CertificateWish].
///
/// @param certificate present for [State#ISSUED]
/// @param lease present when the asking edge is the one to order: for [State#ORDER], and for
///   [State#ISSUED] when the certificate is due for renewal
/// @param retrySeconds when to ask again
/// @param detail why there is none, for the log
public record CertificateAnswer(
        State state,
        @Nullable IssuedCertificate certificate,
        @Nullable CertificateLease lease,
        long retrySeconds,
        @Nullable String detail) {
    public CertificateAnswer {
        requireNonNull(state, "state");
    }

    /// How it stands.
    public enum State {
        /// There is one.
        ISSUED,
        /// There is none: order it.
        ORDER,
        /// Another edge orders it.
        WAIT,
        /// Ordering it failed, or too many were ordered: not now.
        BACKED_OFF,
        /// Nobody owns that name.
        NOT_OWNED,
    }
}
