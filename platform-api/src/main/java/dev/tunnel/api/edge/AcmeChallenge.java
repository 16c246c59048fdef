package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

/// What a certificate authority will ask an edge, and what it must hear.
///
/// @param question the token ([Kind#HTTP]) or the host ([Kind#TLS_ALPN])
/// @param answer the key authorization, or its SHA-256 in hexadecimal digits
public record AcmeChallenge(Kind kind, String question, String answer) {
    public AcmeChallenge {
        requireNonNull(kind, "kind");
        requireNonNull(question, "question");
        requireNonNull(answer, "answer");
    }

    /// How it asks.
    public enum Kind {
        /// `http-01`: on port 80, under `/.well-known/acme-challenge/`.
        HTTP,
        /// `tls-alpn-01`: on port 443, for the protocol `acme-tls/1`.
        TLS_ALPN,
    }

    /// `POST /edge/v1/acme/challenges`: an edge was asked what it does not know. Answered by the
    /// [AcmeChallenge], or `not_found`.
    public record Question(Kind kind, String question) {
        public Question {
            requireNonNull(kind, "kind");
            requireNonNull(question, "question");
        }
    }
}
