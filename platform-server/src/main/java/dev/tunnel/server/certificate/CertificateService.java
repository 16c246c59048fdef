package dev.tunnel.server.certificate;

import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateAnswer.State;
import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.DueCertificates;
import dev.tunnel.api.edge.IssuedCertificate;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who may order a certificate, and when: only for names that belong to somebody, one edge at a
/// time, not again right after a failure, and not too many for one account.
@ApplicationScoped
public class CertificateService {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST_DUE = 100;
    private static final long ASK_AGAIN = 1;
    private static final long LIMITED_SECONDS = 3600;

    private final Certificates certificates;
    private final Challenges challenges;
    private final Sealing sealing;
    private final CertificateSettings settings;
    private final TunnelConfig config;
    private final Clock clock;

    CertificateService(
            Certificates certificates,
            Challenges challenges,
            Sealing sealing,
            CertificateSettings settings,
            TunnelConfig config,
            Clock clock) {
        this.certificates = certificates;
        this.challenges = challenges;
        this.sealing = sealing;
        this.settings = settings;
        this.config = config;
        this.clock = clock;
    }

    /// @throws ProblemException `invalid_request` for what is no name, `unavailable` without a key
    @Transactional
    public CertificateAnswer wish(UUID edge, CertificateWish wish) {
        sealing.require();
        CertificateName name = CertificateName.of(wish.name());
        Optional<UUID> account = certificates.owner(name.text());
        boolean own = isServers(name, wish.own());
        if (!own && account.isEmpty()) {
            return new CertificateAnswer(State.NOT_OWNED, null, null, 0, "nobody owns " + name);
        }
        UUID payer = own ? null : account.orElse(null);
        certificates.insert(name.text(), own, payer, clock.instant());
        StoredCertificate row = certificates.lock(name.text()).orElseThrow();
        return answer(edge, row, payer, clock.instant());
    }

    /// The server's own names; a wildcard must be for its domain.
    private boolean isServers(CertificateName name, boolean claimed) {
        String domain = config.domain().toLowerCase(Locale.ROOT);
        if (name.isWildcard()) {
            return claimed && name.text().equals("*." + domain);
        }
        return claimed || name.text().equals(domain) || certificates.isAgentHost(name.text());
    }

    private CertificateAnswer answer(
            UUID edge, StoredCertificate row, @Nullable UUID payer, Instant now) {
        if (!row.isDue(now)) {
            return issued(row, null);
        }
        boolean good = row.isGood(now);
        if (row.isLeased(now)) {
            return good
                    ? issued(row, null)
                    : new CertificateAnswer(
                            State.WAIT, null, null, ASK_AGAIN, "another edge orders it");
        }
        if (row.isBackedOff(now)) {
            return good ? issued(row, null) : backedOff(row, now);
        }
        if (payer != null && row.isNew(now.minus(WEEK)) && !count(row, payer, now)) {
            return new CertificateAnswer(
                    State.BACKED_OFF,
                    null,
                    null,
                    LIMITED_SECONDS,
                    "its account has had %d certificates within a week"
                            .formatted(settings.perAccount()));
        }
        CertificateLease lease = grant(edge, row, now);
        return good
                ? issued(row, lease)
                : new CertificateAnswer(State.ORDER, null, lease, lease.seconds(), null);
    }

    /// Whether its account may have one more new name, which this one then is.
    private boolean count(StoredCertificate row, UUID payer, Instant now) {
        if (certificates.newSince(payer, now.minus(WEEK)) >= settings.perAccount()) {
            return false;
        }
        certificates.countAsNew(row.name(), now);
        return true;
    }

    private CertificateLease grant(UUID edge, StoredCertificate row, Instant now) {
        UUID lease = UUID.randomUUID();
        certificates.lease(row.name(), lease, edge, now, now.plus(settings.lease()));
        return new CertificateLease(
                lease,
                settings.lease().toSeconds(),
                row.order().orElse(null),
                row.order().isEmpty()
                        ? null
                        : sealing.open(orderPlace(row.name()), row.sealedOrder()));
    }

    private CertificateAnswer issued(StoredCertificate row, @Nullable CertificateLease lease) {
        IssuedCertificate issued =
                new IssuedCertificate(
                        row.name(),
                        row.chain().orElseThrow(),
                        sealing.open(OrderEnd.keyPlace(row.name()), row.sealedKey()));
        return new CertificateAnswer(State.ISSUED, issued, lease, 0, null);
    }

    private static CertificateAnswer backedOff(StoredCertificate row, Instant now) {
        long wait = Duration.between(now, row.retryAt().orElse(now)).toSeconds() + 1;
        return new CertificateAnswer(
                State.BACKED_OFF, null, null, wait, row.lastError().orElse("it failed"));
    }

    /// @throws ProblemException `not_found` when another edge has the lease
    @Transactional
    public void progress(CertificateProgress progress) {
        Instant now = clock.instant();
        if (certificates
                .lock(progress.name())
                .filter(row -> row.isHeldBy(progress.lease()))
                .isEmpty()) {
            throw ProblemException.notFound();
        }
        certificates.extend(progress.name(), now.plus(settings.lease()));
        String order = progress.order();
        String key = progress.orderKey();
        if (order != null && key != null) {
            certificates.order(
                    progress.name(), order, sealing.seal(orderPlace(progress.name()), key));
        }
        challenges.replace(
                progress.name(), progress.challenges(), now.plus(settings.lease().multipliedBy(2)));
    }

    /// @throws ProblemException `not_found` when no order must have that answered
    public AcmeChallenge challenge(AcmeChallenge.Question question) {
        return challenges.find(question, clock.instant()).orElseThrow(ProblemException::notFound);
    }

    public DueCertificates due(int most) {
        Instant now = clock.instant();
        return new DueCertificates(
                certificates.due(
                        now, now.minus(CertificateUpkeep.KEPT), Math.clamp(most, 0, MOST_DUE)));
    }

    private static String orderPlace(String name) {
        return "the order of " + name;
    }
}
