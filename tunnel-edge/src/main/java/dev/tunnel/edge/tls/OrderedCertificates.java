package dev.tunnel.edge.tls;

import dev.tunnel.api.edge.IssuedCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Certificates that were ordered while the edge runs, by name. Any thread.
public final class OrderedCertificates {
    /// Without a client that wants it.
    private static final Duration KEPT = Duration.ofDays(1);

    private final Map<String, Held> byName = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private volatile CertificateDemand demand = CertificateDemand.NONE;

    private record Held(Credential credential, AtomicLong usedMillis) {}

    OrderedCertificates(InstantSource clock) {
        this.clock = clock;
    }

    /// Who is asked for what is not here.
    public void demandOf(CertificateDemand from) {
        demand = from;
    }

    CertificateDemand demand() {
        return demand;
    }

    /// Takes a certificate into use; connections that are open keep theirs.
    ///
    /// @return when it ends
    public Instant put(IssuedCertificate issued) throws IOException, GeneralSecurityException {
        var credential =
                new Credential(Pem.parseKey(issued.key()), Pem.parseCertificates(issued.chain()));
        if (!credential.matches()) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
        byName.compute(
                issued.name(),
                (_, before) ->
                        new Held(
                                credential,
                                before == null
                                        ? new AtomicLong(clock.instant().toEpochMilli())
                                        : before.usedMillis));
        return credential.certificate().getNotAfter().toInstant();
    }

    public void remove(String name) {
        byName.remove(name);
    }

    /// Whether it is new, or a client was shown it within a day.
    public boolean wasUsed(String name) {
        var held = byName.get(name);
        return held != null && clock.instant().minus(KEPT).toEpochMilli() < held.usedMillis.get();
    }

    public int size() {
        return byName.size();
    }

    /// Whether there is one for a host.
    public boolean covers(String host) {
        return held(host).isPresent();
    }

    Optional<Credential> find(String host) {
        var held = held(host);
        held.ifPresent(one -> one.usedMillis.set(clock.instant().toEpochMilli()));
        return held.map(Held::credential);
    }

    private Optional<Held> held(String host) {
        var held = byName.get(host);
        int dot = host.indexOf('.');
        if (held == null && dot >= 0) {
            held = byName.get('*' + host.substring(dot));
        }
        if (held == null) {
            held = byName.get("*." + host); // ordered together with the domain itself
            if (held != null
                    && !X509Names.match(X509Names.of(held.credential.certificate()), host)) {
                held = null;
            }
        }
        if (held == null || !held.credential.validAt(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(held);
    }
}
