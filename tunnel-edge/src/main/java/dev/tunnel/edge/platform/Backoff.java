package dev.tunnel.edge.platform;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses with jitter: each is drawn from the upper half of a span that doubles.
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration span;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.span = first;
    }

    /// The next pause.
    public Duration next() {
        long millis = span.toMillis();
        var doubled = span.multipliedBy(2);
        span = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }

    /// Starts over after a success.
    public void reset() {
        span = first;
    }
}
