package dev.tunnel.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealedAnswerTest {
    private static final byte[] ANSWER = "tt_secret".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();

    @Test
    void an_answer_is_opened_with_the_key_that_sealed_it_and_no_other() {
        byte[] sealed = SealedAnswer.seal("key", ANSWER, random);
        assertThat(SealedAnswer.open("key", sealed)).isEqualTo(ANSWER);
        assertThatThrownBy(() -> SealedAnswer.open("other", sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_stored_does_not_hold_it_and_is_never_the_same() {
        byte[] sealed = SealedAnswer.seal("key", ANSWER, random);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(sealed).isNotEqualTo(SealedAnswer.seal("key", ANSWER, random));
    }

    @Test
    void what_was_changed_is_not_opened() {
        byte[] sealed = SealedAnswer.seal("key", ANSWER, random);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> SealedAnswer.open("key", sealed))
                .isInstanceOf(IllegalStateException.class);
    }
}
