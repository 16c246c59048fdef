package dev.tunnel.server.info;

import dev.tunnel.server.secret.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.Optional;

/// SHA-256 of a certificate's DER, as `openssl x509 -fingerprint -sha256` writes it.
final class CertificateFingerprint {
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

    private CertificateFingerprint() {}

    /// Empty if the PEM holds no certificate: it came from an edge.
    static Optional<String> of(String pem) {
        try {
            byte[] der =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            pem.getBytes(StandardCharsets.US_ASCII)))
                            .getEncoded();
            return Optional.of(PAIRS.formatHex(Sha256.of(der).bytes()));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
