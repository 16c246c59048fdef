package dev.tunnel.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
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
        return factory(List.of());
    }

    /// The same with some certificates beside them.
    public static TrustManagerFactory factory(List<X509Certificate> others) {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore(others));
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException(
                    "the system's root certificates cannot be read: " + Failures.line(e), e);
        }
    }

    /// Absent means the JDK's own.
    private static @Nullable KeyStore keyStore(List<X509Certificate> others)
            throws GeneralSecurityException, IOException {
        Optional<Path> bundle = bundle();
        if (bundle.isEmpty() && others.isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : bundle.isPresent() ? read(bundle.get()) : ofJdk()) {
            store.setCertificateEntry("root-" + number++, certificate);
        }
        for (Certificate certificate : others) {
            store.setCertificateEntry("root-" + number++, certificate);
        }
        return store;
    }

    private static Collection<? extends Certificate> read(Path bundle)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(bundle)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static Collection<? extends Certificate> ofJdk() throws GeneralSecurityException {
        TrustManagerFactory standard =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        standard.init((KeyStore) null);
        return Stream.of(standard.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static Optional<Path> bundle() {
        return Stream.concat(Stream.ofNullable(System.getenv("SSL_CERT_FILE")), BUNDLES.stream())
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst();
    }
}
