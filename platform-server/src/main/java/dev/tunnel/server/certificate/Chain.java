package dev.tunnel.server.certificate;

import dev.tunnel.server.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/// The server's certificate of a chain that an edge brought, looked at before it is kept.
record Chain(X509Certificate certificate) {
    private static final String KEY = "-----(BEGIN|END) PRIVATE KEY-----";

    /// @throws ProblemException `invalid_request` when it cannot be read, or is not for that name
    ///   and key
    static Chain of(CertificateName name, String chain, String key, Instant now) {
        try {
            X509Certificate certificate = first(chain);
            if (!name.isCoveredBy(names(certificate))) {
                throw ProblemException.invalid("issued.chain", "is not for " + name);
            }
            if (!certificate.getNotAfter().toInstant().isAfter(now)) {
                throw ProblemException.invalid("issued.chain", "has ended");
            }
            if (!belongs(certificate, key)) {
                throw ProblemException.invalid("issued.key", "is not the certificate's");
            }
            return new Chain(certificate);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw ProblemException.invalid("issued", "is no chain and key in PEM form");
        }
    }

    Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    private static X509Certificate first(String chain) throws CertificateException {
        var stream = new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII));
        return CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                .map(X509Certificate.class::cast)
                .findFirst()
                .orElseThrow(() -> new CertificateException("empty"));
    }

    private static List<String> names(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private static boolean belongs(X509Certificate certificate, String pem)
            throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll(KEY, ""));
        String algorithm = certificate.getPublicKey().getAlgorithm();
        PrivateKey key =
                KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        Signature signature =
                Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update((byte) 1);
        return signature.verify(signed);
    }
}
