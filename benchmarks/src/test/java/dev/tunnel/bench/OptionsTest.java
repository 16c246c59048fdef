package dev.tunnel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tunnel.bench.load.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    @Test
    void five_rounds_of_everything_under_both_congestion_controls_are_the_default() {
        var plan = Options.of(List.of()).plan();

        assertThat(plan.rounds()).isEqualTo(5);
        assertThat(plan.rows()).containsExactly(Row.values());
        assertThat(plan.congestions()).containsExactly("reno", "bbr");
    }

    @Test
    void rows_are_chosen_by_name() {
        var options = Options.of(List.of("--only", "keep-alive,bulk-1", "--quick"));

        assertThat(options.plan().rows()).containsExactly(Row.BULK_1, Row.KEEP_ALIVE);
        assertThat(options.plan().rounds()).isEqualTo(2);
    }

    @Test
    void what_is_held_is_bounded() {
        var options = Options.of(List.of("hold-agents", "--count", "99999"));

        assertThat(options.task()).isEqualTo(Options.Task.HOLD_AGENTS);
        assertThat(options.count()).isEqualTo(10_000);
    }

    @Test
    void an_unknown_row_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of(List.of("--only", "udp")))
                .withMessageContaining("keep-alive");
    }

    @Test
    void an_unknown_option_or_one_without_its_value_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of(List.of("--fast", "1")));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of(List.of("--rounds")));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of(List.of("go")));
    }
}
