package dev.tunnel.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final RateLimit limit = new RateLimit(10, ticker);

    @Test
    void lets_a_burst_of_twice_the_rate_through() {
        assertThat(taken(100)).isEqualTo(20);
    }

    @Test
    void fills_up_again_with_time_and_no_further() {
        taken(100);
        ticker.advance(500, TimeUnit.MILLISECONDS);
        assertThat(taken(100)).isEqualTo(5);
        ticker.advance(1, TimeUnit.HOURS);
        assertThat(taken(100)).isEqualTo(20);
    }

    private int taken(int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += limit.take() ? 1 : 0;
        }
        return taken;
    }
}
