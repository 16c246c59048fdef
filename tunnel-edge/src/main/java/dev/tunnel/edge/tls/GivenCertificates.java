package dev.tunnel.edge.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator's certificate, read again when asked to, so that a renewal needs no restart.
final class GivenCertificates implements Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(GivenCertificates.class);

    private final Path certificate;
    private final Path key;
    private volatile Credential credential;
    private volatile List<Object> seen;

    GivenCertificates(Path certificate, Path key) throws IOException, GeneralSecurityException {
        this.certificate = certificate;
        this.key = key;
        this.seen = state();
        this.credential = load();
    }

    @Override
    public Credential forHost(String host, KeyKind wanted) {
        return credential;
    }

    @Override
    public Optional<X509Certificate> authority() {
        return Optional.empty();
    }

    @Override
    public void refresh() throws IOException, GeneralSecurityException {
        seen = state();
        credential = load();
        LOG.info(
                "the certificate in {} is in use, until {}",
                certificate,
                credential.certificate().getNotAfter().toInstant());
    }

    @Override
    public boolean isReplaced() {
        return !seen.equals(state());
    }

    /// What tells one version of the files from another: links are followed, so that certbot's
    /// count, too.
    private List<Object> state() {
        return Stream.of(certificate, key).map(GivenCertificates::state).toList();
    }

    private static Object state(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(
                    attributes.lastModifiedTime(),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return "absent";
        }
    }

    private Credential load() throws IOException, GeneralSecurityException {
        var loaded = CertificateFiles.load(certificate, key);
        if (!loaded.matches()) {
            throw new IOException(key + " is not the key of " + certificate);
        }
        return loaded;
    }
}
