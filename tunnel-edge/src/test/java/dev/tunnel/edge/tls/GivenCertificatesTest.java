package dev.tunnel.edge.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GivenCertificatesTest {
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    @TempDir private Path folder;
    private Path chain;
    private Path key;
    private PrivateAuthority authority;

    @BeforeEach
    void install() throws Exception {
        chain = folder.resolve("fullchain.pem");
        key = folder.resolve("privkey.pem");
        authority = PrivateAuthority.create("tunnel.example", clock, random);
        var first = issue();
        writeKey(first);
        writeChain(first);
    }

    @Test
    void a_renewal_is_noticed_and_taken_up() throws Exception {
        var certificates = new GivenCertificates(chain, key);
        assertThat(certificates.isReplaced()).isFalse();
        var renewed = issue();
        writeKey(renewed);
        writeChain(renewed);

        assertThat(certificates.isReplaced()).isTrue();
        certificates.refresh();
        assertThat(certificates.forHost("any", KeyKind.EC).certificate())
                .isEqualTo(renewed.certificate());
        assertThat(certificates.isReplaced()).isFalse();
    }

    @Test
    void so_is_one_behind_a_link_that_now_leads_elsewhere() throws Exception {
        var live = Files.createDirectory(folder.resolve("live"));
        var liveChain = Files.createSymbolicLink(live.resolve("fullchain.pem"), chain);
        var liveKey = Files.createSymbolicLink(live.resolve("privkey.pem"), key);
        var certificates = new GivenCertificates(liveChain, liveKey);
        var renewed = issue();
        chain = folder.resolve("fullchain2.pem");
        writeChain(renewed);
        Files.delete(liveChain);
        Files.createSymbolicLink(liveChain, chain);

        assertThat(certificates.isReplaced()).isTrue();
    }

    @Test
    void half_of_a_renewal_leaves_the_old_one_in_use_and_is_looked_at_once() throws Exception {
        var certificates = new GivenCertificates(chain, key);
        var before = certificates.forHost("any", KeyKind.EC);
        var renewed = issue();
        writeChain(renewed);

        assertThat(certificates.isReplaced()).isTrue();
        assertThatThrownBy(certificates::refresh)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not the key of");
        assertThat(certificates.forHost("any", KeyKind.EC)).isSameAs(before);
        assertThat(certificates.isReplaced()).isFalse();

        writeKey(renewed);
        assertThat(certificates.isReplaced()).isTrue();
        certificates.refresh();
        assertThat(certificates.forHost("any", KeyKind.EC).certificate())
                .isEqualTo(renewed.certificate());
    }

    @Test
    void a_file_that_went_away_leaves_the_old_one_in_use() throws Exception {
        var certificates = new GivenCertificates(chain, key);
        var before = certificates.forHost("any", KeyKind.EC);
        Files.delete(key);

        assertThat(certificates.isReplaced()).isTrue();
        assertThatThrownBy(certificates::refresh).isInstanceOf(IOException.class);
        assertThat(certificates.forHost("any", KeyKind.EC)).isSameAs(before);
    }

    private Credential issue() throws Exception {
        return authority.issue(
                PrivateAuthority.newKey(KeyKind.EC, random), List.of("tunnel.example"));
    }

    /// As certbot does: a new file in the place of the old one.
    private void writeChain(Credential credential) throws Exception {
        Files.deleteIfExists(chain);
        Files.writeString(chain, Pem.certificates(credential.chain()));
    }

    private void writeKey(Credential credential) throws IOException {
        Files.deleteIfExists(key);
        Files.writeString(key, Pem.key(credential.key()));
    }
}
