package dev.tunnel.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private static final int MOST = 30;

    private Instant now = Instant.EPOCH;
    private final Attempts attempts = new Attempts(() -> now);

    @Test
    void an_address_may_be_wrong_so_often_within_a_minute() {
        fail("192.0.2.1", MOST - 1);
        assertThat(attempts.isExhausted("192.0.2.1")).isFalse();
        fail("192.0.2.1", 1);
        assertThat(attempts.isExhausted("192.0.2.1")).isTrue();
        assertThat(attempts.isExhausted("192.0.2.2")).isFalse();

        now = now.plus(Duration.ofSeconds(61));
        assertThat(attempts.isExhausted("192.0.2.1")).isFalse();
    }

    @Test
    void who_has_an_ipv6_network_may_not_be_wrong_with_each_of_its_addresses() {
        for (int i = 0; i < MOST; i++) {
            fail("[2001:db8::%x]".formatted(i + 1), 1);
        }
        assertThat(attempts.isExhausted("[2001:db8::ffff:1:2:3]")).isTrue();
        assertThat(attempts.isExhausted("2001:db8::1")).isTrue();
        assertThat(attempts.isExhausted("[2001:db8:0:1::1]")).isFalse();
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            attempts.failed(address);
        }
    }
}
