package dev.tunnel.edge.acme;

import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.IssuedCertificate;
import dev.tunnel.edge.platform.CertificateCalls;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.shredzone.acme4j.exception.AcmeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries orders out, a few at a time, and tells the platform how they ended.
final class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final int AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Authority authority;
    private final CertificateCalls platform;
    private final Proofs hosts;
    private final Optional<Proofs> wildcards;
    private final Runners runners;

    /// What orders run on.
    ///
    /// @param timer must not be blocked
    /// @param threads for what blocks
    record Runners(
            ScheduledExecutorService timer,
            ExecutorService threads,
            InstantSource clock,
            SecureRandom random,
            Counts counts) {}

    /// @param wildcards empty when the edge cannot change its domain's DNS
    Orders(
            Authority authority,
            CertificateCalls platform,
            Proofs hosts,
            Optional<Proofs> wildcards,
            Runners runners) {
        this.authority = authority;
        this.platform = platform;
        this.hosts = hosts;
        this.wildcards = wildcards;
        this.runners = runners;
    }

    /// Orders and waits.
    ///
    /// @param renewal whether there is a certificate that still serves
    /// @return the certificate; empty when there is none, which has been logged
    Optional<IssuedCertificate> run(String name, CertificateLease lease, boolean renewal) {
        try (var held = new HeldLease(name, lease, platform, runners)) {
            try {
                places.acquire();
                try {
                    LOG.info("ordering {} certificate for {}", renewal ? "a new" : "a", name);
                    var issued =
                            new Order(name, held, proofs(name), runners.random())
                                    .run(authority.login());
                    held.end(CertificateOutcome.issued(lease.id(), issued));
                    runners.counts().count(Counts.End.ISSUED);
                    return Optional.of(issued);
                } finally {
                    places.release();
                }
            } catch (LeaseLostException e) {
                lost(name);
            } catch (InterruptedException e) {
                interrupted(held, name);
            } catch (OrderFailure e) {
                ended(held, name, e, e);
            } catch (AcmeException | RuntimeException e) {
                ended(held, name, e, OrderFailure.of(e, runners.clock()));
            }
            return Optional.empty();
        }
    }

    private Proofs proofs(String name) throws OrderFailure {
        return name.startsWith("*.")
                ? wildcards.orElseThrow(() -> OrderFailure.refused("TUNNEL_EDGE_ACME_DNS is off"))
                : hosts;
    }

    /// A failure that is nothing but an interrupt is not the name's fault.
    private void ended(HeldLease held, String name, Throwable thrown, OrderFailure failure) {
        if (Thread.currentThread().isInterrupted()
                || Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                        .anyMatch(InterruptedException.class::isInstance)) {
            interrupted(held, name);
        } else {
            failed(held, name, failure);
        }
    }

    private void failed(HeldLease held, String name, OrderFailure failure) {
        LOG.warn("no certificate for {}: {}", name, failure.line());
        runners.counts()
                .count(
                        switch (failure.kind()) {
                            case FAILED -> Counts.End.FAILED;
                            case RATE_LIMITED -> Counts.End.RATE_LIMITED;
                        });
        authority.forget();
        var outcome =
                new CertificateOutcome(
                        held.lease().id(),
                        name,
                        null,
                        failure.line(),
                        failure.pause().toSeconds(),
                        !failure.isOrderLost());
        try {
            held.end(outcome);
        } catch (OrderFailure | LeaseLostException e) {
            LOG.debug(
                    "the platform was not told of the failed order for {}: {}", name, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interrupted(HeldLease held, String name) {
        switch (held.loss()) {
            case NONE -> Thread.currentThread().interrupt(); // the edge is stopping
            case TAKEN_OVER -> lost(name);
            case TOO_LONG -> {
                var _ = Thread.interrupted();
                var minutes = HeldLease.LONGEST.toMinutes();
                failed(held, name, OrderFailure.passing("took longer than " + minutes + " min"));
            }
        }
    }

    private void lost(String name) {
        LOG.warn("the order for {} was taken over by another edge", name);
        runners.counts().count(Counts.End.LOST);
    }
}
