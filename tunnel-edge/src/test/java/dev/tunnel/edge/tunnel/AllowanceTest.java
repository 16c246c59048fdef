package dev.tunnel.edge.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.AccountQuota.Level;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final UUID ACCOUNT = UUID.randomUUID();

    private final MockTicker ticker = Ticker.newMockTicker();
    private final Allowance allowance = new Allowance(AccountQuota.unlimited(ACCOUNT), ticker);

    @Test
    void without_limits_everything_is_let_in() {
        for (int i = 0; i < 1000; i++) {
            assertThat(allowance.takeRequest()).isTrue();
            assertThat(allowance.enter()).isTrue();
        }
        assertThat(allowance.in(1L << 40)).isZero();
        assertThat(allowance.out(1L << 40)).isZero();
    }

    @Test
    void a_seconds_worth_of_requests_may_come_at_once_and_then_as_many_a_second() {
        set(null, 3L, null);
        assertThat(taken(10)).isEqualTo(3);
        ticker.advance(SECOND / 3 + 1, TimeUnit.NANOSECONDS);
        assertThat(taken(10)).isEqualTo(1);
        ticker.advance(5 * SECOND, TimeUnit.NANOSECONDS);
        assertThat(taken(10)).isEqualTo(3);
    }

    @Test
    void bytes_beyond_a_seconds_worth_must_be_waited_for() {
        set(null, null, 1000L);
        assertThat(allowance.in(1000)).isZero();
        assertThat(allowance.in(500)).isEqualTo(SECOND / 2);
        assertThat(allowance.in(500)).isEqualTo(SECOND);
        assertThat(allowance.out(1000)).isZero();
        ticker.advance(2 * SECOND, TimeUnit.NANOSECONDS);
        assertThat(allowance.in(1000)).isZero();
    }

    @Test
    void no_more_connections_are_let_in_than_are_allowed_at_a_time() {
        set(2L, null, null);
        assertThat(allowance.enter()).isTrue();
        assertThat(allowance.enter()).isTrue();
        assertThat(allowance.enter()).isFalse();
        allowance.leave();
        assertThat(allowance.enter()).isTrue();
        assertThat(allowance.enter()).isFalse();
    }

    @Test
    void a_limit_of_none_lets_nothing_in() {
        set(0L, 0L, 0L);
        assertThat(allowance.enter()).isFalse();
        assertThat(allowance.takeRequest()).isFalse();
    }

    @Test
    void what_was_used_before_a_limit_changes_elsewhere_still_counts() {
        set(null, 2L, null);
        assertThat(taken(5)).isEqualTo(2);
        set(7L, 2L, null);
        assertThat(taken(5)).isZero();
    }

    private int taken(int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += allowance.takeRequest() ? 1 : 0;
        }
        return taken;
    }

    private void set(@Nullable Long connections, @Nullable Long requests, @Nullable Long bytes) {
        allowance.set(new AccountQuota(ACCOUNT, Level.OK, connections, requests, bytes, null));
    }
}
