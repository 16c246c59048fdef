package dev.tunnel.edge.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// A private key and the certificates that speak for it, the own one first.
record Credential(PrivateKey key, List<X509Certificate> chain) {
    Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a credential without a certificate");
        }
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    KeyPair keyPair() {
        return new KeyPair(certificate().getPublicKey(), key);
    }

    boolean validAt(Instant instant) {
        return !instant.isBefore(certificate().getNotBefore().toInstant())
                && instant.isBefore(certificate().getNotAfter().toInstant());
    }

    /// Whether key and certificate belong together, found by signing something.
    boolean matches() throws GeneralSecurityException {
        var algorithm = "EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA";
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(certificate().getPublicKey());
        signature.update((byte) 1);
        return signature.verify(signed);
    }

    @Override
    public String toString() {
        return "Credential[" + certificate().getSubjectX500Principal() + "]";
    }
}
