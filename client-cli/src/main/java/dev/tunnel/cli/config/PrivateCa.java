package dev.tunnel.cli.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/// Certificates that are trusted instead of the system's.
///
/// @param pem as it was given
public record PrivateCa(String pem, List<X509Certificate> certificates) {

    public PrivateCa {
        certificates = List.copyOf(certificates);
    }

    /// Reads one or more certificates in PEM.
    public static PrivateCa parse(String pem) {
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new ConfigException("the CA holds no certificate");
            }
            return new PrivateCa(pem.strip() + "\n", certificates);
        } catch (CertificateException e) {
            throw new ConfigException("the CA is not a certificate in PEM form", e);
        }
    }

    /// Reads a file.
    public static PrivateCa read(Path file) {
        return parse(ConfigFile.readText(file));
    }

    /// SHA-256 of the first certificate, upper-case hex pairs joined by colons, as browsers and
    /// `openssl x509 -fingerprint -sha256` show it.
    public String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(certificates.getFirst().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a parsed certificate can be encoded and hashed", e);
        }
    }
}
