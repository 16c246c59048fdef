package dev.tunnel.cli.inspect.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadReaderTest {

    private static RequestHead request(String head) {
        return HeadReader.request(head.getBytes(ISO_8859_1), head.length());
    }

    private static ResponseHead response(String head) {
        return HeadReader.response(head.getBytes(ISO_8859_1), head.length());
    }

    @Test
    void a_request_is_read() {
        var head = request("PROP-FIND /a b?c HTTP/1.1\r\nHost: x\r\nA:1\r\n\r\n");
        assertThat(head.method()).isEqualTo("PROP-FIND");
        assertThat(head.target()).isEqualTo("/a b?c");
        assertThat(head.version()).isEqualTo("HTTP/1.1");
        assertThat(head.headers().fields())
                .containsExactly(new Header("Host", "x"), new Header("A", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n",
                "GET /\r\n",
                "GET  HTTP/1.1\r\n",
                " / HTTP/1.1\r\n",
                "G{T / HTTP/1.1\r\n",
                "GET / HTTP/1\r\n",
                "GET / HTTP/1.12\r\n",
                "GET / HTTX/1.1\r\n",
                "GET / HTTP/1,1\r\n"
            })
    void what_is_no_request_line_is_refused(String line) {
        assertThatExceptionOfType(NotHttpException.class).isThrownBy(() -> request(line + "\r\n"));
    }

    @Test
    void an_answer_is_read() {
        var head = response("HTTP/1.0  404 Not  Found \nServer: x\n\n");
        assertThat(head.version()).isEqualTo("HTTP/1.0");
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.reason()).isEqualTo("Not  Found");
        assertThat(head.headers().first("server")).contains("x");
        assertThat(response("HTTP/1.1 200\r\n\r\n").reason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1\r\n", "HTTP/1.1 \r\n", "HTTP/1.1200\r\n", "HTTP/1.1 20\r\n",
                "HTTP/1.1 2000\r\n", "HTTP/1.1 2x0 OK\r\n", "HTTP/11 200 OK\r\n", "ICY 200 OK\r\n"
            })
    void what_is_no_status_line_is_refused(String line) {
        assertThatExceptionOfType(NotHttpException.class).isThrownBy(() -> response(line + "\r\n"));
    }
}
