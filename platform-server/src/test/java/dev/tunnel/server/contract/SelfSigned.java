package dev.tunnel.server.contract;

import dev.tunnel.api.edge.IssuedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/// A certificate as an authority would have issued it, made with `keytool`.
final class SelfSigned {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private SelfSigned() {}

    static IssuedCertificate of(String name, int days)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = Files.createTempDirectory("certificate").resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "SAN=dns:" + name,
                                "-validity",
                                String.valueOf(days),
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD),
                                "-alias",
                                "it")
                        .inheritIO()
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        return new IssuedCertificate(
                name,
                pem("CERTIFICATE", store.getCertificate("it").getEncoded()),
                pem("PRIVATE KEY", store.getKey("it", PASSWORD).getEncoded()));
    }

    private static String pem(String type, byte[] encoded) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
    }
}
