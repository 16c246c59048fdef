package dev.tunnel.protocol.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ReceiveWindowTest {
    private static final int INITIAL = 1000;
    private static final int MAX = 8000;
    private static final long ROUND_TRIP = 100;

    private final WindowBudget budget = WindowBudget.ofBytes(100_000);
    private final ReceiveWindow window = new ReceiveWindow(INITIAL, MAX, budget, 0);

    @Test
    void grants_again_in_quarters() {
        window.received(400);
        assertThat(window.consumed(249, 0, 0)).isZero();
        assertThat(window.consumed(1, 0, 0)).isEqualTo(250);
        assertThat(window.consumed(150, 0, 0)).isZero();
    }

    @Test
    void refuses_bytes_beyond_the_credit() {
        window.received(INITIAL);
        assertThatThrownBy(() -> window.received(1)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void doubles_when_drained_within_two_round_trips() {
        assertThat(drain(10)).isEqualTo(2 * INITIAL);
        assertThat(window.size()).isEqualTo(2 * INITIAL);
        assertThat(budget.available()).isEqualTo(50_000 - INITIAL);
    }

    @Test
    void stays_when_the_link_is_the_limit() {
        assertThat(drain(2 * ROUND_TRIP)).isEqualTo(INITIAL);
        assertThat(window.size()).isEqualTo(INITIAL);
    }

    @Test
    void never_grows_beyond_its_maximum() {
        for (int i = 0; i < 20; i++) {
            drain(1);
        }
        assertThat(window.size()).isEqualTo(MAX);
    }

    @Test
    void stays_when_the_budget_is_empty() {
        ReceiveWindow poor = new ReceiveWindow(INITIAL, MAX, WindowBudget.ofBytes(1999), 0);
        poor.received(INITIAL);
        assertThat(poor.consumed(INITIAL, 1, ROUND_TRIP)).isEqualTo(INITIAL);
    }

    @Test
    void gives_back_what_it_grew_by() {
        drain(1);
        drain(1);
        window.release(INITIAL);
        assertThat(budget.available()).isEqualTo(50_000);
    }

    @Test
    void a_session_never_takes_more_than_the_process_has() {
        WindowBudget process = WindowBudget.ofBytes(4000);
        WindowBudget one = process.share(2000);
        WindowBudget other = process.share(2000);
        WindowBudget third = process.share(2000);
        assertThat(third.take(500, false)).isTrue();
        assertThat(one.take(1000, false)).isTrue();
        assertThat(other.take(600, false)).isFalse();
        assertThat(other.available()).isEqualTo(1000);
        assertThat(other.take(500, false)).isTrue();
        one.giveBack(1000);
        assertThat(process.available()).isEqualTo(1000);
    }

    @Test
    void what_a_session_s_windows_grow_by_is_half_of_what_it_may_hold_beside_others() {
        assertThat(WindowBudget.ofBytes(4000).share(4000).available()).isEqualTo(1000);
        assertThat(WindowBudget.ofBytes(4000).share(1000).available()).isEqualTo(500);
    }

    /// Receives and consumes one whole window.
    private int drain(long nanosLater) {
        int size = window.size();
        window.received(size);
        now += nanosLater;
        return window.consumed(size, now, ROUND_TRIP);
    }

    private long now;

    @Test
    void large_windows_leave_half_of_the_growth_to_small_ones() {
        WindowBudget process = WindowBudget.ofBytes(8000);
        WindowBudget session = process.share(8000);
        assertThat(session.take(1001, true)).isFalse();
        assertThat(session.take(1000, true)).isTrue();
        assertThat(session.take(1, true)).isFalse();
        assertThat(session.take(1000, false)).isTrue();
        assertThat(session.take(1, false)).isFalse();
        assertThat(process.available()).isEqualTo(2000);
    }

    @Test
    void beyond_a_mebibyte_a_window_is_large() {
        int mebibyte = 1024 * 1024;
        WindowBudget rest = WindowBudget.ofBytes(4 * mebibyte);
        ReceiveWindow small = new ReceiveWindow(mebibyte / 2, 8 * mebibyte, rest, 0);
        for (int i = 0; i < 4; i++) {
            small.received(small.size());
            small.consumed(small.size(), 0, ROUND_TRIP);
        }
        assertThat(small.size()).isEqualTo(mebibyte);
        assertThat(rest.available()).isEqualTo(3 * mebibyte / 2);
    }
}
