package dev.tunnel.e2e.service;

import dev.tunnel.e2e.stack.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A service that ends TLS itself, with a certificate of its own.
public final class TlsService implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final SocketService service;
    private final Certificate certificate;

    private TlsService(SocketService service, Certificate certificate) {
        this.service = service;
        this.certificate = certificate;
    }

    /// @param folder where its key is kept
    /// @param host what its certificate is for
    public static TlsService start(
            Path folder, String host, SocketService.Conversation conversation) {
        try {
            var store = keyStore(folder.resolve(host + ".p12"), host);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            var server =
                    context.getServerSocketFactory()
                            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            return new TlsService(
                    SocketService.start(server, conversation), store.getCertificate("service"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keyStore(Path file, String host)
            throws IOException, GeneralSecurityException {
        Command.run(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "service",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .expectSuccess();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /// Its port, as an argument of `tunnel tls`.
    public String target() {
        return service.target();
    }

    public Certificate certificate() {
        return certificate;
    }

    @Override
    public void close() {
        service.close();
    }
}
