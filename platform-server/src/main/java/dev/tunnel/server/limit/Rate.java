package dev.tunnel.server.limit;

import java.time.Duration;

/// How often something may be tried: so many at once, and then one more each interval.
public record Rate(int burst, Duration interval) {
    public Rate {
        if (burst < 1 || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("no rate: " + burst + " every " + interval);
        }
    }

    /// That many at once, and as many each minute.
    public static Rate perMinute(int attempts) {
        return new Rate(attempts, Duration.ofMinutes(1).dividedBy(attempts));
    }
}
