package dev.tunnel.server.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "", "two\nlines\n", "名前"})
    void a_place_comes_back_as_it_was_given(String value) {
        Place place = new Place("-email", "17", value);
        assertThat(Place.decode(place.encoded())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAA", "gICA", "YQpi", "YQpiCgA"})
    void what_cannot_be_a_place_is_an_invalid_request(String encoded) {
        assertThatThrownBy(() -> Place.decode(encoded))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void what_no_list_is_sorted_by_is_an_invalid_request(String value) {
        SortKey<Object> key = SortKey.time("at", "at", it -> Instant.EPOCH);
        assertThatThrownBy(() -> key.read(value)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_missing_time_is_nothing() {
        SortKey<Object> key = SortKey.optionalTime("at", "at", it -> null);
        assertThat(key.read(key.written(this))).isNull();
    }

    @Test
    void an_undecodable_text_is_an_invalid_request() {
        String encoded =
                Base64.getUrlEncoder()
                        .encodeToString("a\nb\n\u00ff".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Place.decode(encoded)).isInstanceOf(ProblemException.class);
    }
}
