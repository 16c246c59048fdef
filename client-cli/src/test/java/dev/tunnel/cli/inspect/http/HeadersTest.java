package dev.tunnel.cli.inspect.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeadersTest {

    @Test
    void fields_are_found_whatever_their_case_and_spacing() {
        var headers = Headers.of("GET / HTTP/1.1\r\nHost:x\r\nX-A : 1 \nx-ab: 2\r\n\r\n", 16);
        assertThat(headers.first("HOST")).contains("x");
        assertThat(headers.first("x-a")).contains("1");
        assertThat(headers.first("x-ab")).contains("2");
        assertThat(headers.first("x")).isEmpty();
        assertThat(headers.first("get / http/1.1")).isEmpty();
        assertThat(headers.fields())
                .containsExactly(
                        new Header("Host", "x"), new Header("X-A", "1"), new Header("x-ab", "2"));
    }

    @Test
    void a_line_that_begins_with_white_space_goes_on_with_the_one_before() {
        var headers = Headers.of("  y: 0\r\na: 1\r\n  2: 3\r\n\t4\r\n \r\nb: 5\r\n\r\n", 0);
        assertThat(headers.fields())
                .containsExactly(new Header("a", "1 2: 3 4"), new Header("b", "5"));
        assertThat(headers.first("a")).contains("1 2: 3 4");
        assertThat(headers.first("2")).isEmpty();
    }

    @Test
    void lines_that_are_no_fields_are_left_out() {
        var headers = Headers.of("nothing\r\n: 1\r\nb: 2\r\nlast", 0);
        assertThat(headers.fields()).containsExactly(new Header("b", "2"));
        assertThat(headers.first("nothing")).isEmpty();
        assertThat(headers.first("last")).isEmpty();
    }

    @Test
    void members_of_lists_are_found_in_every_field_of_the_name() {
        var headers = Headers.of("Connection: close\r\nconnection: a , UPGRADE\r\n\r\n", 0);
        assertThat(headers.has("Connection", "upgrade")).isTrue();
        assertThat(headers.has("Connection", "up")).isFalse();
        assertThat(headers.has("te", "upgrade")).isFalse();
    }

    @Test
    void the_media_type_is_without_parameters() {
        assertThat(Headers.of("Content-Type: Text/HTML ; charset=x\r\n", 0).mediaType())
                .isEqualTo("text/html");
        assertThat(Headers.NONE.mediaType()).isEmpty();
    }
}
