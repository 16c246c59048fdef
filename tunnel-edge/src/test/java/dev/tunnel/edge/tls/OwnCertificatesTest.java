package dev.tunnel.edge.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.PublicAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnCertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir private Path directory;

    @Test
    void the_certificate_names_the_domain_and_everything_right_below_it() throws Exception {
        var certificate =
                open("tunnel.example", NOW).forHost("any.tunnel.example", KeyKind.EC).certificate();
        assertThat(X509Names.of(certificate))
                .containsExactlyInAnyOrder(
                        "tunnel.example", "*.tunnel.example", "agents.tunnel.example");
        assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void it_leads_to_the_authority_by_the_rules_of_rfc_5280() throws Exception {
        var certificates = open("tunnel.example", NOW);
        validate(certificates.forHost("", KeyKind.EC), certificates.authority().orElseThrow());
    }

    @Test
    void localhost_names_the_loopback_addresses_too() throws Exception {
        assertThat(X509Names.of(open("localhost", NOW).forHost("", KeyKind.EC).certificate()))
                .isEqualTo(
                        X509Names.normal(
                                Set.of(
                                        "localhost",
                                        "*.localhost",
                                        "127.0.0.1",
                                        "::1",
                                        "agents.localhost")));
    }

    @Test
    void below_a_single_label_each_name_gets_its_own() throws Exception {
        var certificates = open("localhost", NOW);
        var own = certificates.forHost("app.localhost", KeyKind.EC);
        assertThat(X509Names.of(own.certificate())).containsExactly("app.localhost");
        validate(own, certificates.authority().orElseThrow());
        assertThat(certificates.forHost("app.localhost", KeyKind.EC)).isSameAs(own);
        assertThat(certificates.forHost("a.b.localhost", KeyKind.EC))
                .isSameAs(certificates.forHost("", KeyKind.EC));
        assertThat(certificates.forHost("other.example", KeyKind.EC))
                .isSameAs(certificates.forHost("", KeyKind.EC));
    }

    @Test
    void clients_that_know_only_rsa_get_a_chain_of_the_same_authority() throws Exception {
        var certificates = open("localhost", NOW);
        for (var host : List.of("", "app.localhost", "other.localhost")) {
            var rsa = certificates.forHost(host, KeyKind.RSA);
            assertThat(rsa.certificate().getPublicKey())
                    .isInstanceOfSatisfying(
                            RSAPublicKey.class,
                            key -> assertThat(key.getModulus().bitLength()).isEqualTo(2048));
            assertThat(rsa.certificate().getSigAlgName()).isEqualTo("SHA256withECDSA");
            assertThat(X509Names.of(rsa.certificate()))
                    .isEqualTo(X509Names.of(certificates.forHost(host, KeyKind.EC).certificate()));
            validate(rsa, certificates.authority().orElseThrow());
        }
    }

    @Test
    void authority_and_certificate_survive_a_restart() throws Exception {
        var first = open("tunnel.example", NOW);
        var second = open("tunnel.example", NOW.plus(Duration.ofDays(100)));
        assertThat(second.authority()).isEqualTo(first.authority());
        assertThat(second.forHost("", KeyKind.EC).certificate())
                .isEqualTo(first.forHost("", KeyKind.EC).certificate());
    }

    @Test
    void near_its_end_the_certificate_is_renewed_and_the_authority_kept() throws Exception {
        var first = open("tunnel.example", NOW);
        var later = open("tunnel.example", NOW.plus(Duration.ofDays(380)));
        assertThat(later.authority()).isEqualTo(first.authority());
        assertThat(later.forHost("", KeyKind.EC).certificate().getNotAfter())
                .isAfter(first.forHost("", KeyKind.EC).certificate().getNotAfter());
    }

    @Test
    void another_domain_gets_another_certificate_of_the_same_authority() throws Exception {
        var first = open("tunnel.example", NOW);
        var moved = open("tunnel.test", NOW);
        assertThat(moved.authority()).isEqualTo(first.authority());
        assertThat(X509Names.of(moved.forHost("", KeyKind.EC).certificate()))
                .contains("*.tunnel.test");
    }

    @Test
    void keys_are_for_their_owner_only() throws Exception {
        open("tunnel.example", NOW);
        for (var key : List.of("ca.key", "server.key", "server-rsa.key")) {
            assertThat(PosixFilePermissions.toString(permissions(key))).isEqualTo("rw-------");
        }
        assertThat(directory.resolve("ca.pem")).exists();
    }

    @Test
    void a_half_written_pair_is_replaced() throws Exception {
        open("tunnel.example", NOW);
        var other = Files.readString(directory.resolve("ca.key"));
        Files.writeString(directory.resolve("server.key"), other);
        var again = open("tunnel.example", NOW);
        assertThat(again.forHost("", KeyKind.EC).matches()).isTrue();
        validate(again.forHost("", KeyKind.EC), again.authority().orElseThrow());
    }

    private Set<java.nio.file.attribute.PosixFilePermission> permissions(String file)
            throws Exception {
        return Files.getPosixFilePermissions(directory.resolve(file));
    }

    private OwnCertificates open(String domain, Instant now) throws Exception {
        return new OwnCertificates(
                directory,
                new PublicAddress(domain, "agents." + domain, 80, 443, 4443),
                Clock.fixed(now, ZoneOffset.UTC),
                new SecureRandom());
    }

    private static void validate(Credential credential, X509Certificate authority)
            throws Exception {
        var path =
                CertificateFactory.getInstance("X.509")
                        .generateCertPath(List.of(credential.certificate()));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
