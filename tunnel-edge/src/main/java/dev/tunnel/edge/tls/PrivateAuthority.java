package dev.tunnel.edge.tls;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of our own for an edge that was given no certificate. Its own key is
/// ECDSA P-256, its signatures are made with SHA-256: clients of 2014 verify nothing longer.
final class PrivateAuthority {
    /// Ten years: people import it by hand.
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3652);

    /// What browsers accept at most from public authorities; ours renews itself anyway.
    static final Duration SERVER_LIFE = Duration.ofDays(397);

    /// Certificates begin a little earlier, for clocks that are late.
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private static final Duration VALIDATION_LIFE = Duration.ofDays(1);
    private static final ASN1ObjectIdentifier ACME_IDENTIFIER =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31");

    private static final int SERIAL_BITS = 127;
    private static final int RSA_BITS = 2048;
    private static final int LONGEST_COMMON_NAME = 64;

    private final Credential authority;
    private final Clock clock;
    private final SecureRandom random;

    PrivateAuthority(Credential authority, Clock clock, SecureRandom random) {
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    static PrivateAuthority create(String domain, Clock clock, SecureRandom random)
            throws GeneralSecurityException, IOException {
        var key = newKey(KeyKind.EC, random);
        var name = name("Tunnel private CA " + domain);
        var builder = draft(name, name, key.getPublic(), AUTHORITY_LIFE, clock, random);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                extensions().createSubjectKeyIdentifier(info(key.getPublic())));
        var certificate = sign(builder, key);
        return new PrivateAuthority(
                new Credential(key.getPrivate(), List.of(certificate)), clock, random);
    }

    static KeyPair newKey(KeyKind kind, SecureRandom random) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(kind.name());
        switch (kind) {
            case EC -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            case RSA -> generator.initialize(RSA_BITS, random);
        }
        return generator.generateKeyPair();
    }

    Credential credential() {
        return authority;
    }

    X509Certificate certificate() {
        return authority.certificate();
    }

    /// A server certificate for a key.
    ///
    /// @param names DNS names (a wildcard too) and IP addresses, the first one its common name
    Credential issue(KeyPair key, List<String> names) throws GeneralSecurityException, IOException {
        var issuer = X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
        var builder =
                draft(issuer, name(names.getFirst()), key.getPublic(), SERVER_LIFE, clock, random);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions().createAuthorityKeyIdentifier(info(certificate().getPublicKey())));
        var signed = sign(builder, authority.keyPair());
        return new Credential(key.getPrivate(), List.of(signed, certificate()));
    }

    /// What a host shows to a certificate authority that wants to know whose it is (RFC 8737).
    static X509Certificate validation(
            KeyPair key, String host, byte[] validation, Clock clock, SecureRandom random)
            throws GeneralSecurityException, IOException {
        var name = name("acme.invalid");
        var builder = draft(name, name, key.getPublic(), VALIDATION_LIFE, clock, random);
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives(List.of(host)));
        builder.addExtension(ACME_IDENTIFIER, true, new DEROctetString(validation));
        return sign(builder, key);
    }

    private static X509v3CertificateBuilder draft(
            X500Name issuer,
            X500Name subject,
            PublicKey key,
            Duration life,
            Clock clock,
            SecureRandom random) {
        var now = clock.instant();
        return new X509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(life)),
                subject,
                info(key));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
            throws GeneralSecurityException {
        try {
            var holder =
                    builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .build(signer.getPrivate()));
            var certificate = new JcaX509CertificateConverter().getCertificate(holder);
            certificate.verify(signer.getPublic());
            return certificate;
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign with ECDSA", e);
        }
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(
                names.stream()
                        .map(name ->
                                new GeneralName(
                                        isAddress(name)
                                                ? GeneralName.iPAddress
                                                : GeneralName.dNSName,
                                        name))
                        .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        return NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    }

    private static X500Name name(String commonName) {
        var text =
                commonName.length() <= LONGEST_COMMON_NAME
                        ? commonName
                        : commonName.substring(0, LONGEST_COMMON_NAME);
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
    }

    private static SubjectPublicKeyInfo info(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }

    private static X509ExtensionUtils extensions() throws GeneralSecurityException {
        return new JcaX509ExtensionUtils();
    }
}
