package dev.tunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class IperfTest {
    @Test
    void reads_what_the_receiver_counted() {
        var json =
                """
                {"end": {"sum_sent": {"bits_per_second": 2e9}, "sum_received": {"bits_per_second": 1.5e9}}}
                """;

        assertThat(Iperf.read(json)).isEqualTo(1.5);
    }

    @Test
    void an_error_is_no_figure() {
        assertThatThrownBy(() -> Iperf.read("{\"error\": \"unable to connect\"}"))
                .hasMessageContaining("unable to connect");
    }
}
