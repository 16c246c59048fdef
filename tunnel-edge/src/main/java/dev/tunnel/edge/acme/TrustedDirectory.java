package dev.tunnel.edge.acme;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/// Any directory by its URL, over TLS that is verified with authorities of the operator's choice.
final class TrustedDirectory extends GenericAcmeProvider {
    private final @Nullable SSLContext trust;

    /// @param authorities PEM; absent for those of the system
    TrustedDirectory(@Nullable Path authorities) throws IOException, GeneralSecurityException {
        this.trust = authorities == null ? null : trust(authorities);
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
        var builder =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(settings.getTimeout())
                        .proxy(settings.getProxySelector());
        if (trust != null) {
            builder.sslContext(trust);
        }
        return builder.build();
    }

    /// @throws IOException when the file cannot be read, or has no certificate in it
    static SSLContext trust(Path authorities) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var file = Files.newInputStream(authorities)) {
            int count = 0;
            for (var authority :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
            if (count == 0) {
                throw new IOException(authorities + " has no certificate in it");
            }
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
