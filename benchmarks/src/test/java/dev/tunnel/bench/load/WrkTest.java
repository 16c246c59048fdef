package dev.tunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WrkTest {
    private static final String OUTPUT =
            """
            Running 3s test @ http://127.0.0.1:30001/
              1 threads and 50 connections
              Latency Distribution
                 50%  836.00us
                 75%    1.02ms
                 99%    2.31ms
              171063 requests in 3.00s, 40.46MB read
            Requests/sec:  57011.92
            """;

    @Test
    void reads_rate_and_percentiles() {
        var wrk = Wrk.read(OUTPUT);

        assertThat(wrk.perSecond()).isEqualTo(57011.92);
        assertThat(wrk.p50()).isEqualTo(836);
        assertThat(wrk.p99()).isCloseTo(2310, within(0.1));
    }

    @Test
    void error_answers_are_no_figure() {
        assertThatThrownBy(() -> Wrk.read(OUTPUT + "  Non-2xx or 3xx responses: 12\n"))
                .hasMessageContaining("error answers");
    }

    @Test
    void output_without_a_figure_is_refused() {
        assertThatThrownBy(() -> Wrk.read("unable to connect")).hasMessageContaining("no figure");
    }
}
