package dev.tunnel.edge.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// The operator's certificate, read again when asked to, so that a renewal needs no restart.
final class GivenCertificates implements Certificates {
    private final Path certificate;
    private final Path key;
    private volatile Credential credential;

    GivenCertificates(Path certificate, Path key) throws IOException, GeneralSecurityException {
        this.certificate = certificate;
        this.key = key;
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
        credential = load();
    }

    private Credential load() throws IOException, GeneralSecurityException {
        var loaded = CertificateFiles.load(certificate, key);
        if (!loaded.matches()) {
            throw new IOException(key + " is not the key of " + certificate);
        }
        return loaded;
    }
}
