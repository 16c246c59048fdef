package dev.tunnel.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void a_secret_is_its_prefix_and_256_random_bits() {
        Secret secret = Secret.mint(SecretKind.AUTHTOKEN, random);
        assertThat(secret.value()).matches("tt_[A-Za-z0-9_-]{43}");
        assertThat(secret.is(SecretKind.AUTHTOKEN)).isTrue();
        assertThat(secret.is(SecretKind.EDGE_KEY)).isFalse();
        assertThat(Secret.mint(SecretKind.AUTHTOKEN, random)).isNotEqualTo(secret);
    }

    @Test
    void its_text_form_shows_only_what_its_owner_recognises_it_by() {
        Secret secret = Secret.mint(SecretKind.SESSION, random);
        assertThat(secret.shown()).hasSize(8);
        assertThat(secret.toString()).doesNotContain(secret.value().substring(8));
    }

    @Test
    void a_hash_is_the_same_from_text_hex_and_bytes() {
        Sha256 hash = Sha256.of("abc");
        assertThat(hash)
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .isEqualTo(Sha256.ofHex(hash.toString()))
                .isEqualTo(Sha256.ofBytes(hash.bytes()))
                .isNotEqualTo(Sha256.of("abd"));
    }

    @Test
    void what_is_no_hash_is_refused() {
        assertThatThrownBy(() -> Sha256.ofHex("abcd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sha256.ofHex("xyz")).isInstanceOf(IllegalArgumentException.class);
    }
}
