package dev.tunnel.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The certificates that this machine trusts: the operating system's bundle, so that an
/// organisation's or `mkcert`'s CA counts, and the JDK's where there is none.
public final class SystemRoots {

    private static final List<String> BUNDLES =
            List.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/cert.pem");

    private SystemRoots() {}

    /// A trust manager factory over those certificates. Reading them takes time: ask only when they
    /// are needed.
    public static TrustManagerFactory factory() {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore());
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException(
                    "the system's root certificates cannot be read: " + Failures.line(e), e);
        }
    }

    /// Absent means the JDK's own.
    private static @Nullable KeyStore keyStore() throws GeneralSecurityException, IOException {
        Optional<Path> bundle = bundle();
        if (bundle.isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(bundle.get())) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("root-" + number++, certificate);
            }
        }
        return store;
    }

    private static Optional<Path> bundle() {
        return Stream.concat(Stream.ofNullable(System.getenv("SSL_CERT_FILE")), BUNDLES.stream())
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst();
    }
}
