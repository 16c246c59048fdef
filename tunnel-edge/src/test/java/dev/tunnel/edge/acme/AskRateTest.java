package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AskRateTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final AskRate rate = new AskRate(ticker);

    private int taken() {
        int taken = 0;
        while (rate.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void fifty_at_once_then_ten_a_second() {
        assertThat(taken()).isEqualTo(50);
        ticker.advance(1, TimeUnit.SECONDS);
        assertThat(taken()).isEqualTo(10);
        ticker.advance(1, TimeUnit.HOURS);
        assertThat(taken()).isEqualTo(50);
    }
}
