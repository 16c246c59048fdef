package dev.tunnel.server.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final Sealing sealing = sealing(KEY);

    private static Sealing sealing(String key) {
        CertificateSettings settings =
                new CertificateSettings() {
                    @Override
                    public Optional<String> key() {
                        return Optional.of(key).filter(text -> !text.isEmpty());
                    }

                    @Override
                    public Optional<Path> keyFile() {
                        return Optional.empty();
                    }

                    @Override
                    public Duration lease() {
                        return Duration.ofMinutes(1);
                    }

                    @Override
                    public int perAccount() {
                        return 1;
                    }
                };
        return new Sealing(settings, new SecureRandom());
    }

    @Test
    void whatIsSealedCanBeOpenedInItsPlaceOnly() {
        byte[] sealed = sealing.seal("here", "a secret");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(sealing.open("here", sealed)).isEqualTo("a secret");
        assertThatThrownBy(() -> sealing.open("there", sealed))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there");
    }

    @Test
    void theSameTextIsNeverSealedTheSameTwice() {
        assertThat(sealing.seal("here", "text")).isNotEqualTo(sealing.seal("here", "text"));
    }

    @Test
    void anotherKeyOpensNothing() {
        byte[] sealed = sealing.seal("here", "a secret");
        assertThatThrownBy(() -> sealing("f" + KEY).open("here", sealed))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(Sealing.SETTING);
    }

    @Test
    void withoutAKeyNothingIsKept() {
        assertThatThrownBy(() -> sealing("").require())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not set");
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> sealing("short")).hasMessageContaining("at least 32");
    }
}
