package dev.tunnel.e2e.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunnel.e2e.stack.Stack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The authority of the edge's own certificates, as users get it from the server.
///
/// @param pem the certificate
public record ServersCa(String pem) {

    public static ServersCa of(Stack stack) {
        return new ServersCa(stack.api().get("/server").expect(200).get("caCertificate").asText());
    }

    /// Writes it to a new file.
    public Path file(Path folder) {
        try {
            return Files.writeString(folder.resolve("ca.pem"), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// TLS that trusts it and nothing else.
    public SSLContext context() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8))));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
