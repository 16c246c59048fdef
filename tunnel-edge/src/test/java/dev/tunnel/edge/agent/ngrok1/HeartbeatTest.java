package dev.tunnel.edge.agent.ngrok1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger lost = new AtomicInteger();
    private final Heartbeat heartbeat =
            new Heartbeat(channel.eventLoop(), Duration.ofSeconds(30), lost::incrementAndGet);

    @Test
    void a_client_that_pings_stays_and_one_that_stops_is_lost_after_thirty_seconds() {
        heartbeat.start();
        for (int i = 0; i < 10; i++) {
            pass(25);
            heartbeat.heard();
        }
        assertThat(lost).hasValue(0);
        pass(29);
        assertThat(lost).hasValue(0);
        pass(1);
        assertThat(lost).hasValue(1);
    }

    @Test
    void one_that_never_pings_is_lost_too() {
        heartbeat.start();
        pass(30);
        assertThat(lost).hasValue(1);
    }

    @Test
    void nothing_is_looked_for_after_the_end() {
        heartbeat.start();
        heartbeat.stop();
        pass(60);
        assertThat(lost).hasValue(0);
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
