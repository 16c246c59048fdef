package dev.tunnel.edge.tls;

import dev.tunnel.edge.config.PublicAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Certificates of the edge's own authority: one for the domain and everything right below it.
/// Clients take no wildcard below a single label (`*.localhost`), so for such a domain each name
/// gets a certificate when it is first asked for. Everything is there for an ECDSA and for an RSA
/// key.
final class OwnCertificates implements Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificates.class);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int NAMES_KEPT = 1024;

    private final CertificateFiles files;
    private final PublicAddress address;
    private final Clock clock;
    private final SecureRandom random;
    private final PrivateAuthority authority;
    private final Map<Wanted, Credential> byHost = new ConcurrentHashMap<>();
    private final Map<KeyKind, Credential> servers = new ConcurrentHashMap<>();

    private record Wanted(String host, KeyKind key) {}

    OwnCertificates(Path directory, PublicAddress address, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        this.files = new CertificateFiles(directory);
        this.address = address;
        this.clock = clock;
        this.random = random;
        this.authority = openAuthority();
        for (var kind : KeyKind.values()) {
            var stored = files.read(file(kind)).filter(this::isGood);
            servers.put(kind, stored.isPresent() ? stored.get() : issue(kind));
        }
    }

    @Override
    public Credential forHost(String host, KeyKind kind) {
        if (!needsItsOwn(host)) {
            return server(kind);
        }
        var wanted = new Wanted(host, kind);
        var known = byHost.get(wanted);
        if (known != null && !isNearItsEnd(known)) {
            return known;
        }
        if (byHost.size() >= NAMES_KEPT) {
            byHost.clear();
        }
        try {
            var issued = authority.issue(keyForHost(kind), List.of(host));
            byHost.put(wanted, issued);
            return issued;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot issue a certificate for " + host, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Credential server(KeyKind kind) {
        return Objects.requireNonNull(servers.get(kind));
    }

    /// Making an RSA key takes far too long for an event loop, so those certificates share one.
    private KeyPair keyForHost(KeyKind kind) throws GeneralSecurityException {
        return switch (kind) {
            case EC -> PrivateAuthority.newKey(KeyKind.EC, random);
            case RSA -> server(KeyKind.RSA).keyPair();
        };
    }

    private static String file(KeyKind kind) {
        return switch (kind) {
            case EC -> "server";
            case RSA -> "server-rsa";
        };
    }

    @Override
    public Optional<X509Certificate> authority() {
        return Optional.of(authority.certificate());
    }

    @Override
    public void refresh() throws IOException, GeneralSecurityException {
        for (var kind : KeyKind.values()) {
            if (isNearItsEnd(server(kind))) {
                servers.put(kind, issue(kind));
            }
        }
    }

    private PrivateAuthority openAuthority() throws IOException, GeneralSecurityException {
        var stored = files.read("ca").filter(credential -> credential.validAt(clock.instant()));
        if (stored.isPresent()) {
            return new PrivateAuthority(stored.get(), clock, random);
        }
        var created = PrivateAuthority.create(address.domain(), clock, random);
        files.write("ca", created.credential());
        LOG.info("created a private certificate authority for {}", address.domain());
        return created;
    }

    private Credential issue(KeyKind kind) throws IOException, GeneralSecurityException {
        var issued = authority.issue(PrivateAuthority.newKey(kind, random), names());
        files.write(file(kind), issued);
        LOG.info(
                "issued an {} certificate for {} until {}",
                kind,
                String.join(", ", names()),
                issued.certificate().getNotAfter().toInstant());
        return issued;
    }

    private List<String> names() {
        var names = new LinkedHashSet<String>();
        names.add(address.domain());
        names.add("*." + address.domain());
        if (address.domain().equals("localhost")) {
            names.add("127.0.0.1");
            names.add("::1");
        }
        names.add(address.agentHost());
        return new ArrayList<>(names);
    }

    private boolean isGood(Credential credential) {
        return credential.chain().contains(authority.certificate())
                && credential.validAt(clock.instant())
                && !isNearItsEnd(credential)
                && X509Names.of(credential.certificate()).equals(X509Names.normal(names()));
    }

    private boolean isNearItsEnd(Credential credential) {
        var end = credential.certificate().getNotAfter().toInstant();
        return clock.instant().isAfter(end.minus(RENEW_BEFORE));
    }

    private boolean needsItsOwn(String host) {
        var suffix = '.' + address.domain();
        return address.domain().indexOf('.') < 0
                && host.endsWith(suffix)
                && LABEL.matcher(host.substring(0, host.length() - suffix.length())).matches();
    }
}
