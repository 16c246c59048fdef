package dev.tunnel.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.bench.compare.Sample;
import dev.tunnel.bench.load.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TablesTest {
    @Test
    void a_cell_is_median_range_and_ratio_to_the_direct_path() {
        var text = new Tables(samples()).markdown();

        assertThat(text)
                .contains("**reno**, 3 rounds; 1 of 6 figures")
                .contains("| | direct | ours |")
                .contains("| *agent–server* | - | TLS |")
                .contains("| **100,000** (90,000–110,000) | **50,000** (40,000–60,000) 0.50× |");
    }

    @Test
    void the_cold_window_has_a_row_of_its_own() {
        assertThat(new Tables(samples()).markdown())
                .contains("| keep-alive ×50, req/s, first 5 s | – | **20,000** |");
    }

    private static List<Sample> samples() {
        return List.of(
                sample(1, "direct", "-", 100_000, 0),
                sample(0, "ours", "TLS", 20_000, 0),
                sample(1, "ours", "TLS", 50_000, 0.5),
                sample(2, "direct", "-", 90_000, 0),
                sample(2, "ours", "TLS", 40_000, 0),
                sample(3, "direct", "-", 110_000, 0),
                sample(3, "ours", "TLS", 60_000, 0));
    }

    private static Sample sample(
            int round, String subject, String wire, double value, double foreign) {
        return new Sample("reno", round, subject, wire, Metric.KEEP_ALIVE, value, foreign);
    }
}
