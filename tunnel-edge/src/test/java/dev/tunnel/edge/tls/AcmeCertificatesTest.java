package dev.tunnel.edge.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.edge.IssuedCertificate;
import dev.tunnel.edge.config.PublicAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AcmeCertificatesTest {
    private static final String DOMAIN = "tunnel.test";

    @TempDir private Path folder;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final OrderedCertificates ordered = new OrderedCertificates(clock);
    private PrivateAuthority authority;

    @BeforeEach
    void anAuthority() throws Exception {
        authority = PrivateAuthority.create("public", clock, random);
    }

    private Credential issue(String... names) throws Exception {
        return authority.issue(PrivateAuthority.newKey(KeyKind.EC, random), List.of(names));
    }

    private Credential order(String name, String... names) throws Exception {
        var credential = issue(names.length == 0 ? new String[] {name} : names);
        ordered.put(
                new IssuedCertificate(
                        name, Pem.certificates(credential.chain()), Pem.key(credential.key())));
        return credential;
    }

    private AcmeCertificates beforeOwn() throws Exception {
        var address = new PublicAddress(DOMAIN, DOMAIN, 80, 443, 443);
        return new AcmeCertificates(
                ordered, new OwnCertificates(folder, address, clock, random), DOMAIN);
    }

    private AcmeCertificates behindGiven(Credential given) throws Exception {
        var files = new CertificateFiles(folder);
        files.write("given", given);
        return new AcmeCertificates(
                ordered,
                new GivenCertificates(folder.resolve("given.pem"), folder.resolve("given.key")),
                DOMAIN);
    }

    @Test
    void what_was_ordered_goes_before_the_private_authority() throws Exception {
        var certificates = beforeOwn();
        assertThat(certificates.covers("shop.example.com")).isFalse();
        var shop = order("shop.example.com");
        assertThat(certificates.covers("shop.example.com")).isTrue();
        assertThat(certificates.forHost("shop.example.com", KeyKind.EC).chain())
                .isEqualTo(shop.chain());
        assertThat(certificates.forHost("other.example.com", KeyKind.EC).certificate())
                .isNotEqualTo(shop.certificate());
        assertThat(certificates.authority()).isEmpty();
    }

    @Test
    void a_wildcard_is_for_the_domain_and_what_is_right_below() throws Exception {
        var certificates = beforeOwn();
        var wildcard = order("*." + DOMAIN, DOMAIN, "*." + DOMAIN);
        for (var host : List.of("", DOMAIN, "a." + DOMAIN)) {
            assertThat(certificates.forHost(host, KeyKind.EC).chain()).isEqualTo(wildcard.chain());
        }
        assertThat(certificates.covers("a.b." + DOMAIN)).isFalse();
    }

    @Test
    void a_given_certificate_wins_where_it_covers() throws Exception {
        var given = issue(DOMAIN, "*." + DOMAIN);
        var certificates = behindGiven(given);
        order(DOMAIN);
        var shop = order("shop.example.com");
        assertThat(certificates.forHost(DOMAIN, KeyKind.EC).chain()).isEqualTo(given.chain());
        assertThat(certificates.isGiven("a." + DOMAIN)).isTrue();
        assertThat(certificates.forHost("shop.example.com", KeyKind.EC).chain())
                .isEqualTo(shop.chain());
        assertThat(certificates.forHost("other.example.com", KeyKind.EC).chain())
                .isEqualTo(given.chain());
    }

    @Test
    void a_client_without_ecdsa_gets_what_there_was_before() throws Exception {
        var certificates = beforeOwn();
        order(DOMAIN);
        assertThat(certificates.forHost(DOMAIN, KeyKind.RSA).key().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void an_ended_certificate_is_not_shown() throws Exception {
        var later =
                new OrderedCertificates(
                        Clock.offset(clock, PrivateAuthority.SERVER_LIFE.plus(Duration.ofDays(1))));
        var credential = issue(DOMAIN);
        later.put(
                new IssuedCertificate(
                        DOMAIN, Pem.certificates(credential.chain()), Pem.key(credential.key())));
        assertThat(later.covers(DOMAIN)).isFalse();
        assertThat(Files.exists(folder)).isTrue();
    }
}
