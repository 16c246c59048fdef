package dev.tunnel.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "finishConnect(..) failed with error(-111): Connection refused:"
                        + " localhost/[0:0:0:0:0:0:0:1]:80 | connection refused",
                "Connection refused: localhost/127.0.0.1:80 | connection refused",
                "connection timed out after 10000 ms: /10.0.0.1:80 | connection timed out after"
                        + " 10000 ms",
                "Connection refused | connection refused",
                "'' | no connection",
            })
    void saysWhyThereIsNoConnection(String message, String line) {
        assertThat(Failures.line(new ConnectException(message))).isEqualTo(line);
    }

    @Test
    void saysTheFirstLineOrTheKind() {
        assertThat(Failures.line(new IOException("broken\nstack"))).isEqualTo("broken");
        assertThat(Failures.line(new IOException())).isEqualTo("io");
        assertThat(Failures.line(new NoSuchFileException("/x"))).isEqualTo("no such file");
    }
}
