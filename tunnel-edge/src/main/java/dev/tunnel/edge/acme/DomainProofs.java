package dev.tunnel.edge.acme;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Proves a whole domain by records in its DNS.
final class DomainProofs implements Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(DomainProofs.class);
    private static final String PREFIX = "_acme-challenge.";

    private final DnsRecords dns;
    private final Duration propagation;

    private record TextRecord(String name, String value) {}

    /// @param propagation how long a record may take until the authority sees it
    DomainProofs(DnsRecords dns, Duration propagation) {
        this.dns = dns;
        this.propagation = propagation;
    }

    @Override
    public Open prepare(List<Authorization> authorizations, HeldLease lease)
            throws OrderFailure, LeaseLostException, InterruptedException {
        var challenges = new ArrayList<Challenge>();
        var records = new ArrayList<TextRecord>();
        for (var authorization : authorizations) {
            var challenge =
                    authorization
                            .findChallenge(Dns01Challenge.class)
                            .orElseThrow(
                                    () -> OrderFailure.refused("the authority offers no dns-01"));
            challenges.add(challenge);
            records.add(
                    new TextRecord(
                            PREFIX + authorization.getIdentifier().getDomain(),
                            challenge.getDigest()));
        }
        var set = new ArrayList<TextRecord>();
        boolean done = false;
        try {
            for (var record : records) {
                set.add(record);
                dns.add(record.name(), record.value());
            }
            var _ = new CountDownLatch(1).await(propagation.toMillis(), TimeUnit.MILLISECONDS);
            done = true;
        } finally {
            if (!done) {
                remove(set);
            }
        }
        return new Open(challenges, () -> remove(set));
    }

    /// Also when the order was interrupted: nobody else knows of these records.
    private void remove(List<TextRecord> records) {
        boolean interrupted = Thread.interrupted();
        for (var record : records) {
            try {
                dns.remove(record.name(), record.value());
            } catch (OrderFailure e) {
                LOG.warn("{} stays in the DNS: {}", record.name(), e.line());
            } catch (InterruptedException e) {
                interrupted = true;
                LOG.warn("{} stays in the DNS: interrupted", record.name());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
