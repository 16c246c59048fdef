package dev.tunnel.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {
    private static final byte[] SALT = "somesaltsomesalt".getBytes(StandardCharsets.US_ASCII);

    @Test
    void a_password_matches_what_was_made_of_it_and_no_other_does() {
        String stored = Argon2.CURRENT.encode("correct horse", SALT);
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Argon2.matches("correct horse", stored)).isTrue();
        assertThat(Argon2.matches("correct horsf", stored)).isFalse();
    }

    /// Made with the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -k
    /// 65536 -p 1 -l 24 -e`, from the tests of phc-winner-argon2.
    @Test
    void it_agrees_with_the_reference_implementation() {
        String reference =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(Argon2.matches("password", reference)).isTrue();
        assertThat(Argon2.matches("differentpassword", reference)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void a_stored_form_that_is_none_or_too_costly_is_refused(String stored) {
        assertThatThrownBy(() -> Argon2.matches("password", stored))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
