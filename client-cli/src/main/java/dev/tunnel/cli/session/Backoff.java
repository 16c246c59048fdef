package dev.tunnel.cli.session;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How long to wait before another attempt: doubling from `first` to `longest`, and of that a
/// random part between one half and all, so that agents which lost the same edge do not come back
/// together.
///
/// @param random gives numbers from 0 (inclusive) to 1 (exclusive)
record Backoff(Duration first, Duration longest, DoubleSupplier random) {

    private static final int MAX_DOUBLINGS = 20;

    static Backoff standard(DoubleSupplier random) {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), random);
    }

    /// @param failures how many attempts in a row have failed, at least 1
    Duration after(int failures) {
        long factor = 1L << Math.min(failures - 1, MAX_DOUBLINGS);
        Duration full = first.multipliedBy(factor);
        Duration bounded = full.compareTo(longest) > 0 ? longest : full;
        double part = 0.5 + random.getAsDouble() / 2;
        return Duration.ofNanos((long) (bounded.toNanos() * part));
    }
}
