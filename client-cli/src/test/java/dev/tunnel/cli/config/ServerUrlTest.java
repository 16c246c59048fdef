package dev.tunnel.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9000,       http://localhost:9000",
        "http://localhost:9000/,      http://localhost:9000",
        "localhost:9000,              http://localhost:9000",
        "127.0.0.1:9000,              http://127.0.0.1:9000",
        "[::1]:9000,                  http://[::1]:9000",
        "tunnel.example.com,          https://tunnel.example.com",
        "https://example.com/tunnel/, https://example.com/tunnel",
    })
    void readsWhatPeopleWrite(String text, String url) {
        assertThat(ServerUrl.parse(text)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://host",
                "http://",
                "http://a b",
                "http://u:p@host",
                "http://h?x=1"
            })
    void refusesWhatIsNotThePlatform(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerUrl.parse(text))
                .withMessageContaining("is not the platform's URL");
    }

    @Test
    void plainHttpIsPrivateOnThisMachineOnly() {
        assertThat(ServerUrl.parse("http://localhost:9000").isPrivate()).isTrue();
        assertThat(ServerUrl.parse("http://[::1]:9000").isPrivate()).isTrue();
        assertThat(ServerUrl.parse("https://example.com").isPrivate()).isTrue();
        assertThat(ServerUrl.parse("http://example.com").isPrivate()).isFalse();
    }
}
