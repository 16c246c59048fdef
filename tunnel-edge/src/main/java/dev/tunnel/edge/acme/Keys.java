package dev.tunnel.edge.acme;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// ECDSA P-256 keys, and how they are written down: PEM, PKCS#8.
final class Keys {
    private static final String CURVE = "secp256r1";

    private Keys() {}

    static KeyPair generate(SecureRandom random) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(CURVE), random);
        return generator.generateKeyPair();
    }

    static String write(PrivateKey key) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("PRIVATE KEY", key.getEncoded()));
        }
        return text.toString();
    }

    /// PKCS#8 may leave the public half out; it follows from the private one.
    static KeyPair read(String pem) throws IOException, GeneralSecurityException {
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PrivateKeyInfo info
                    && new JcaPEMKeyConverter().getPrivateKey(info) instanceof ECPrivateKey key) {
                var point =
                        ECNamedCurveTable.getParameterSpec(CURVE)
                                .getG()
                                .multiply(key.getS())
                                .normalize();
                var half =
                        new ECPoint(
                                point.getAffineXCoord().toBigInteger(),
                                point.getAffineYCoord().toBigInteger());
                return new KeyPair(
                        KeyFactory.getInstance("EC")
                                .generatePublic(new ECPublicKeySpec(half, key.getParams())),
                        key);
            }
        }
        throw new IOException("no ECDSA key in PEM form");
    }
}
