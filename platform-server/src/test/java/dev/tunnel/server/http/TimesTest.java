package dev.tunnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_time_is_read_in_any_zone() {
        assertThat(Times.parameter("from", "2026-01-01T01:00:00+01:00")).isEqualTo(NOW);
        assertThat(Times.parameter("from", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-01",
                "1999-01-01T00:00:00Z",
                "+1000000000-01-01T00:00:00Z"
            })
    void what_is_no_time_of_ours_is_refused(String text) {
        assertThatThrownBy(() -> Times.parameter("from", text))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("from ");
    }

    @Test
    void an_end_is_to_come() {
        assertThatCode(() -> Times.checkEnd("expiresAt", null, NOW)).doesNotThrowAnyException();
        assertThatCode(() -> Times.checkEnd("expiresAt", NOW.plusSeconds(1), NOW))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Times.checkEnd("expiresAt", NOW, NOW))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Times.checkEnd("expiresAt", Instant.MAX, NOW))
                .isInstanceOf(ProblemException.class);
    }
}
