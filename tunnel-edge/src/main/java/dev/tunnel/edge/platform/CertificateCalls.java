package dev.tunnel.edge.platform;

import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.DueCertificates;

/// What is asked of the platform about certificates. Calls block: for virtual threads only.
public interface CertificateCalls {

    /// How it stands with a name, and perhaps the right to order it.
    Outcome<CertificateAnswer> wish(CertificateWish wish);

    /// An order goes on. Refused as `not_found` when another edge has its lease.
    Outcome<Outcome.Done> progress(CertificateProgress progress);

    /// An order has ended. Refused as `not_found` when another edge has its lease.
    Outcome<Outcome.Done> ended(CertificateOutcome outcome);

    /// What is to be renewed.
    Outcome<DueCertificates> due(int most);

    /// The key of our account at a directory.
    Outcome<AcmeAccountKey> account(String directory);

    /// What any edge's order must have answered. Refused when there is no such order.
    Outcome<AcmeChallenge> challenge(AcmeChallenge.Question question);
}
