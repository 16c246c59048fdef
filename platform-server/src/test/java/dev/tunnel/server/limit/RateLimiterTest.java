package dev.tunnel.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.server.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final MovableClock clock = new MovableClock();
    private final RateLimiter limiter = new RateLimiter(new Rate(3, Duration.ofSeconds(10)), clock);

    @Test
    void a_burst_passes_and_the_next_attempt_is_told_how_long_to_wait() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.attempt("a")).isEmpty();
        }
        assertThat(limiter.attempt("a")).contains(Duration.ofSeconds(10));
    }

    @Test
    void one_attempt_comes_back_with_each_interval() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.attempt("a")).isEmpty();
        }
        clock.advance(Duration.ofSeconds(10));
        assertThat(limiter.attempt("a")).isEmpty();
        assertThat(limiter.attempt("a")).isPresent();
    }

    @Test
    void a_refused_attempt_does_not_count() {
        for (int i = 0; i < 10; i++) {
            limiter.attempt("a");
        }
        clock.advance(Duration.ofSeconds(10));
        assertThat(limiter.attempt("a")).isEmpty();
    }

    @Test
    void keys_do_not_share_their_attempts() {
        for (int i = 0; i < 4; i++) {
            limiter.attempt("a");
        }
        assertThat(limiter.attempt("b")).isEmpty();
    }

    @Test
    void a_forgiven_attempt_does_not_count() {
        for (int i = 0; i < 50; i++) {
            assertThat(limiter.attempt("a")).isEmpty();
            limiter.forgive("a");
        }
    }

    @Test
    void a_flood_of_keys_is_forgotten_oldest_first() {
        for (int i = 0; i < 4; i++) {
            limiter.attempt("old");
        }
        for (int i = 0; i < 20_000; i++) {
            limiter.attempt("key " + i);
        }
        assertThat(limiter.attempt("old")).isEmpty();
    }

    @Test
    void a_key_knows_how_it_stands() {
        assertThat(limiter.standing("a").remaining()).isEqualTo(3);
        limiter.attempt("a");
        assertThat(limiter.standing("a").remaining()).isEqualTo(2);
        assertThat(limiter.standing("a").reset()).isPositive();
        for (int i = 0; i < 5; i++) {
            limiter.attempt("a");
        }
        assertThat(limiter.standing("a").remaining()).isZero();
    }
}
