package dev.tunnel.server.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/// What comes from outside the program, so that tests can bring their own.
@Singleton
final class Outside {
    /// Ticks in microseconds, the resolution of Postgres: a time that was stored reads back equal.
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }
}
