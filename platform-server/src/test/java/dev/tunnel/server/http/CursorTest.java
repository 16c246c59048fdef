package dev.tunnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void a_cursor_comes_back_as_it_was_given() {
        Cursor cursor = new Cursor(Instant.parse("2026-05-06T07:08:09.123456Z"), UUID.randomUUID());
        assertThat(Cursor.decode(cursor.encoded())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "not base64!",
                "AAAA",
                "f_________________________________________________",
                "f____________________________________w",
                "gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void what_no_page_gave_is_an_invalid_request(String encoded) {
        assertThatThrownBy(() -> Cursor.decode(encoded))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }
}
