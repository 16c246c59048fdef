package dev.tunnel.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    @Test
    void doublesFromAFifthOfASecondToHalfAMinute() {
        Backoff longest = Backoff.standard(() -> 0.999_999_999);
        assertThat(longest.after(1)).isBetween(Duration.ofMillis(199), Duration.ofMillis(200));
        assertThat(longest.after(2)).isBetween(Duration.ofMillis(399), Duration.ofMillis(400));
        assertThat(longest.after(8))
                .isBetween(Duration.ofMillis(25_599), Duration.ofMillis(25_600));
        assertThat(longest.after(9)).isBetween(Duration.ofMillis(29_999), Duration.ofSeconds(30));
        assertThat(longest.after(1_000_000)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void isAtLeastHalfOfThat() {
        Backoff shortest = Backoff.standard(() -> 0);
        assertThat(shortest.after(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(shortest.after(100)).isEqualTo(Duration.ofSeconds(15));
    }
}
