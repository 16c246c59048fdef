package dev.tunnel.edge.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpeningTest {
    private static final String MESSAGE = "\0\0\0\0\0\0{\"Type\":\"Auth\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "get / HTTP/1.1\r\n",
                "M / HTTP/1.1\r\n",
                "PROPFIND / HTTP/1.1\r\n",
                "\r\nGET / HTTP/1.1\r\n",
                "\nGET",
                "PRI * HTTP/2.0\r\n",
                "GET"
            })
    void a_method_is_http_whatever_it_is(String bytes) {
        assertThat(of(bytes)).isEqualTo(Opening.HTTP);
    }

    @Test
    void a_length_and_a_brace_are_ngrok_whatever_letters_the_length_is_made_of() {
        for (var length : new String[] {"\175\0", "GE", "\r\n", "\n\r", "  ", "\377\377"}) {
            assertThat(of(length + MESSAGE)).isEqualTo(Opening.NGROK1);
        }
    }

    @Test
    void nothing_is_said_before_it_is_known() {
        var message = "GE" + MESSAGE;
        for (int known = 0; known <= 8; known++) {
            assertThat(of(message.substring(0, known))).isEqualTo(Opening.SHORT);
        }
        for (var bytes : new String[] {"", "G", "GE", "\r\n"}) {
            assertThat(of(bytes)).isEqualTo(Opening.SHORT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\26\3\1\0\255",
                "\0\0\0\0\0\0\0\0\0",
                "\20\0\0\0\0\0\0\0[",
                "\20\0\0\1\0\0\0\0{",
                "\20\0\1\0\0\0\0\0{",
                "\20\0\0\0\0\0\0\1{",
                "\20\0\0\0\0\0\0\377{",
                " GET / HTTP/1.1",
                "G@T / HTTP/1.1",
                "{\"Type\":\"Auth\"}",
                "\303\244\303\266"
            })
    void anything_else_is_unknown(String bytes) {
        assertThat(of(bytes)).isEqualTo(Opening.UNKNOWN);
    }

    private static Opening of(String bytes) {
        return Opening.of(Unpooled.copiedBuffer("x" + bytes, ISO_8859_1).skipBytes(1));
    }
}
