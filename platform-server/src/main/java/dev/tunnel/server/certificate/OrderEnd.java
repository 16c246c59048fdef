package dev.tunnel.server.certificate;

import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.IssuedCertificate;
import dev.tunnel.server.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/// Keeps what an order brought, or when to try again.
@ApplicationScoped
public class OrderEnd {
    private static final Logger LOG = Logger.getLogger(OrderEnd.class);

    /// So that no hour has more than five attempts, which is what public authorities allow.
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(2);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
    private static final Duration LONGEST_WISH = Duration.ofDays(8);
    private static final int DOUBLINGS = 10;
    private static final int LONGEST_ERROR = 500;

    /// Renewed when a third of its life is left, or up to a twelfth earlier.
    private static final int LIFE_LEFT = 3;

    private static final int JITTER = 12;

    private final Certificates certificates;
    private final Challenges challenges;
    private final Sealing sealing;
    private final SecureRandom random;
    private final Clock clock;

    OrderEnd(
            Certificates certificates,
            Challenges challenges,
            Sealing sealing,
            SecureRandom random,
            Clock clock) {
        this.certificates = certificates;
        this.challenges = challenges;
        this.sealing = sealing;
        this.random = random;
        this.clock = clock;
    }

    static String keyPlace(String name) {
        return "the certificate of " + name;
    }

    /// @throws ProblemException `not_found` when another edge has the lease, `invalid_request` for
    ///   a certificate of something else
    @Transactional
    public void ended(CertificateOutcome outcome) {
        StoredCertificate row =
                certificates
                        .lock(outcome.name())
                        .filter(it -> it.isHeldBy(outcome.lease()))
                        .orElseThrow(ProblemException::notFound);
        challenges.replace(row.name(), List.of(), clock.instant());
        IssuedCertificate issued = outcome.issued();
        if (issued != null) {
            keep(row, issued);
        } else {
            postpone(row, outcome);
        }
    }

    private void keep(StoredCertificate row, IssuedCertificate issued) {
        Instant now = clock.instant();
        Chain chain = Chain.of(CertificateName.of(row.name()), issued.chain(), issued.key(), now);
        Instant renewAt = renewAt(chain);
        certificates.issued(
                row.name(),
                issued.chain(),
                sealing.seal(keyPlace(row.name()), issued.key()),
                chain.notAfter(),
                renewAt,
                now);
        LOG.infof(
                "The certificate of %s is good until %s, to be renewed from %s",
                row.name(), chain.notAfter(), renewAt);
    }

    private Instant renewAt(Chain chain) {
        long life = Duration.between(chain.notBefore(), chain.notAfter()).toSeconds();
        return chain.notAfter().minusSeconds(life / LIFE_LEFT + random.nextLong(life / JITTER + 1));
    }

    private void postpone(StoredCertificate row, CertificateOutcome outcome) {
        Instant now = clock.instant();
        Duration asked = Duration.ofSeconds(Math.max(0, outcome.retrySeconds()));
        Duration pause = pause(row.failures());
        Duration wait = asked.compareTo(pause) > 0 ? asked : pause;
        Instant retryAt = now.plus(wait.compareTo(LONGEST_WISH) < 0 ? wait : LONGEST_WISH);
        String error = Objects.requireNonNullElse(outcome.error(), "it failed");
        String line = error.lines().findFirst().orElse("it failed");
        certificates.failed(
                row.name(),
                retryAt,
                line.substring(0, Math.min(line.length(), LONGEST_ERROR)),
                outcome.keepOrder(),
                now);
        LOG.warnf("No certificate for %s, again from %s: %s", row.name(), retryAt, line);
    }

    /// Doubles, and up to a quarter longer, so that many do not come back at once.
    private Duration pause(int failures) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        long millis = (doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE).toMillis();
        return Duration.ofMillis(millis + random.nextLong(millis / 4));
    }
}
