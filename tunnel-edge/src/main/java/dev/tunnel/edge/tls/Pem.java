package dev.tunnel.edge.tls;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// Keys and certificates as PEM text.
final class Pem {
    private Pem() {}

    static String certificates(List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        var text = new StringBuilder();
        for (var certificate : chain) {
            text.append(object("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    static String key(PrivateKey key) throws IOException {
        return object("PRIVATE KEY", key.getEncoded());
    }

    static List<X509Certificate> parseCertificates(String text)
            throws GeneralSecurityException, IOException {
        var converter = new JcaX509CertificateConverter();
        var chain = new ArrayList<X509Certificate>();
        for (var object : parse(text)) {
            if (object instanceof X509CertificateHolder holder) {
                chain.add(converter.getCertificate(holder));
            }
        }
        return chain;
    }

    /// The first private key: PKCS#8, or the older EC and RSA forms; not an encrypted one.
    static PrivateKey parseKey(String text) throws IOException {
        var converter = new JcaPEMKeyConverter();
        for (var object : parse(text)) {
            if (object instanceof PrivateKeyInfo info) {
                return converter.getPrivateKey(info);
            }
            if (object instanceof PEMKeyPair pair) {
                return converter.getPrivateKey(pair.getPrivateKeyInfo());
            }
        }
        throw new IOException("no unencrypted private key in PEM form");
    }

    private static List<Object> parse(String text) throws IOException {
        var objects = new ArrayList<Object>();
        try (var parser = new PEMParser(new StringReader(text))) {
            for (var object = parser.readObject(); object != null; object = parser.readObject()) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static String object(String type, byte[] encoded) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, encoded));
        }
        return text.toString();
    }
}
