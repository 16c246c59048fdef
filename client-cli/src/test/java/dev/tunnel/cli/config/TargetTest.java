package dev.tunnel.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "8080,                    HTTP, http://localhost:8080",
        ":8080,                   HTTP, http://localhost:8080",
        "example.lan:80,          HTTP, http://example.lan:80",
        "127.0.0.1:3000,          HTTP, http://127.0.0.1:3000",
        "[::1]:8080,              HTTP, http://[::1]:8080",
        "http://localhost:8080,   HTTP, http://localhost:8080",
        "http://localhost:8080/,  HTTP, http://localhost:8080",
        "http://app,              HTTP, http://app:80",
        "https://localhost:8443,  HTTP, https://localhost:8443",
        "HTTPS://app,             HTTP, https://app:443",
        "unix:/run/app.sock,      HTTP, unix:/run/app.sock",
        "unix:///run/app.sock,    HTTP, unix:/run/app.sock",
        "22,                      TCP,  localhost:22",
        "db.lan:5432,             TCP,  db.lan:5432",
        "tcp://db.lan:5432,       TCP,  db.lan:5432",
        "[fe80::1]:22,            TCP,  [fe80::1]:22",
        "unix:/run/app.sock,      TCP,  unix:/run/app.sock",
        "8443,                    TLS,  localhost:8443",
        "tls://mail.lan:993,      TLS,  mail.lan:993",
        "tcp://mail.lan:993,      TLS,  mail.lan:993",
        "unix:/run/app.sock,      TLS,  unix:/run/app.sock",
    })
    void readsEveryForm(String text, Proto proto, String shown) {
        assertThat(Target.parse(text, proto)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | HTTP | TARGET is empty",
                "0                     | HTTP | port 0 is not between 1 and 65535",
                "65536                 | HTTP | port 65536 is not between 1 and 65535",
                "99999999999           | HTTP | is not a port number",
                "localhost             | HTTP | has no port: write localhost:8080",
                "local host:80         | HTTP | is not host:port",
                "::1:8080              | HTTP | is not",
                "localhost:            | HTTP | is not a port number",
                "http://localhost/path | HTTP | without a path",
                "http://localhost:80?x | HTTP | without a path",
                "http://a:b@host:80    | HTTP | --basic-auth",
                "ftp://localhost:21    | HTTP | unknown scheme \"ftp\"",
                "http://localhost:80   | TCP  | tunnel http http://localhost:80",
                "https://localhost:443 | TLS  | a tls tunnel carries bytes as they are",
                "tls://localhost:443   | TCP  | unknown scheme \"tls\"",
                "tls://localhost:443   | HTTP | unknown scheme \"tls\"",
                "mail.lan              | TLS  | has no port",
                "unix:app.sock         | HTTP | must be absolute",
                "unix:                 | HTTP | must be absolute",
            })
    void saysWhatIsWrong(String text, Proto proto, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Target.parse(text, proto))
                .withMessageContaining(message);
    }
}
