package dev.tunnel.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {
    private final MovableClock clock = new MovableClock();
    private final LoginAttempts attempts = new LoginAttempts(new Limits(), clock);

    private record Limits(
            int signup, int login, int loginPerEmail, int mail, int api, int authtoken)
            implements TunnelConfig.Limit {
        Limits() {
            this(60, 60, 10, 6, 1200, 60);
        }
    }

    @Test
    void addresses_of_one_ipv6_network_count_as_one() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.count("2001:db8::" + i, "a@example.test")).isEmpty();
        }
        assertThat(attempts.count("2001:db8::99", "a@example.test")).isPresent();
        assertThat(attempts.count("2001:db8:0:1::1", "a@example.test")).isEmpty();
    }

    @Test
    void emails_tried_from_one_ipv6_network_share_its_attempts() {
        for (int i = 0; i < 60; i++) {
            assertThat(attempts.count("2001:db8::" + i, i + "@example.test")).isEmpty();
        }
        assertThat(attempts.count("2001:db8::99", "a@example.test")).isPresent();
    }

    @Test
    void one_email_is_tried_so_often_from_wherever() {
        for (int i = 0; i < 300; i++) {
            assertThat(attempts.count("192.0.2." + i % 250, "A@example.test")).isEmpty();
        }
        assertThat(attempts.count("198.51.100.1", "a@example.test")).isPresent();
        assertThat(attempts.count("198.51.100.1", "b@example.test")).isEmpty();
    }

    @Test
    void one_address_does_not_keep_the_owner_out() {
        for (int minute = 0; minute < 60; minute++) {
            for (int i = 0; i < 60; i++) {
                attempts.count("192.0.2.1", "a@example.test");
            }
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(attempts.count("198.51.100.1", "a@example.test")).isEmpty();
    }

    @Test
    void what_is_forgiven_does_not_count() {
        for (int i = 0; i < 1000; i++) {
            assertThat(attempts.count("192.0.2.1", "a@example.test")).isEmpty();
            attempts.forgive("192.0.2.1", "a@example.test");
        }
    }
}
