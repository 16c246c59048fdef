package dev.tunnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ETagTest {
    private record View(String name) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void what_looks_the_same_has_the_same_tag() {
        String tag = ETag.of(new View("one"), JSON);
        assertThat(tag).isEqualTo(ETag.of(new View("one"), JSON)).matches("\"[A-Za-z0-9_-]{16}\"");
        assertThat(tag).isNotEqualTo(ETag.of(new View("two"), JSON));
    }

    @Test
    void a_header_names_one_of_many_or_any() {
        assertThat(ETag.named("\"a\"", "\"a\"", false)).isTrue();
        assertThat(ETag.named("\"b\" , \"a\"", "\"a\"", false)).isTrue();
        assertThat(ETag.named(" * ", "\"a\"", false)).isTrue();
        assertThat(ETag.named("\"b\"", "\"a\"", false)).isFalse();
        assertThat(ETag.named("a", "\"a\"", false)).isFalse();
        assertThat(ETag.named("", "\"a\"", false)).isFalse();
    }

    @Test
    void a_weak_tag_is_good_for_reading_only() {
        assertThat(ETag.named("W/\"a\"", "\"a\"", true)).isTrue();
        assertThat(ETag.named("W/\"a\"", "\"a\"", false)).isFalse();
    }
}
