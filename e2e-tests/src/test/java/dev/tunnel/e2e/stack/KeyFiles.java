package dev.tunnel.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/// A certificate for this machine and its key, as PEM files.
public record KeyFiles(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    /// Makes both with `keytool`.
    public static KeyFiles create(Path folder) {
        Path store = folder.resolve("store.p12");
        String keytool = Checkout.java().resolveSibling("keytool").toString();
        Command.run(
                        (keytool
                                        + " -genkeypair -keyalg RSA -dname CN=test"
                                        + " -ext SAN=dns:localhost,ip:127.0.0.1 -ext bc=ca:true"
                                        + " -validity 30 -storetype PKCS12 -alias it -storepass "
                                        + PASSWORD
                                        + " -keystore "
                                        + store)
                                .split(" "))
                .expectSuccess();
        try {
            KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new KeyFiles(
                    write(
                            folder.resolve("server.pem"),
                            "CERTIFICATE",
                            made.getCertificate("it").getEncoded()),
                    write(
                            folder.resolve("server.key"),
                            "PRIVATE KEY",
                            made.getKey("it", PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String type, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
    }
}
