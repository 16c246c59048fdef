package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.AcmeChallenge.Kind;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpenChallengesTest {
    private final FakeCertificates platform = new FakeCertificates("none");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MockTicker ticker = Ticker.newMockTicker();
    private final OpenChallenges challenges = new OpenChallenges(platform, threads, ticker);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void ask(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            int asked = platform.asked.get();
            assertThat(challenges.find(Kind.HTTP, "unknown" + i).get()).isEmpty();
            await().until(() -> challenges.asking() == 0);
            assertThat(platform.asked.get()).isBetween(asked, asked + 1);
        }
    }

    @Test
    void strangers_make_the_edge_ask_the_platform_ten_times_a_second() throws Exception {
        ask(200);
        assertThat(platform.asked).hasValue(50);
        ticker.advance(1, TimeUnit.SECONDS);
        ask(200);
        assertThat(platform.asked).hasValue(60);
    }

    @Test
    void what_this_edge_ordered_is_answered_however_many_strangers_ask() throws Exception {
        var challenge = new AcmeChallenge(Kind.HTTP, "token", "answer");
        challenges.open(challenge);
        ask(100);
        assertThat(challenges.find(Kind.HTTP, "token").get()).contains("answer");
        challenges.close(challenge);
        assertThat(challenges.find(Kind.HTTP, "token").get()).isEmpty();
    }
}
