package dev.tunnel.api.edge;

import java.util.List;

/// The answer to `POST /edge/v1/certificates/due`: certificates that want to be renewed and that
/// nobody renews, a few of them.
public record DueCertificates(List<CertificateWish> wishes) {
    public DueCertificates {
        wishes = List.copyOf(wishes);
    }

    /// The question.
    ///
    /// @param most how many at a time
    public record Question(int most) {}
}
