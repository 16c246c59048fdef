package dev.tunnel.server.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts attempts by key, such as an address. Remembers a bounded number of keys: when there are
/// more, those not seen for the longest time are forgotten.
public final class RateLimiter {
    private static final int MAX_KEYS = 20_000;

    private final Rate rate;
    private final Clock clock;

    /// When the key's bucket is full again; what lies further ahead than the burst is refused.
    private final Map<String, Instant> fullAgain =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > MAX_KEYS;
                }
            };

    public RateLimiter(Rate rate, Clock clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /// Counts an attempt, unless it is one too many.
    ///
    /// @return empty if it may go on, otherwise how long to wait
    public synchronized Optional<Duration> attempt(String key) {
        Instant now = clock.instant();
        Instant next = later(now, fullAgain.getOrDefault(key, now)).plus(rate.interval());
        Instant limit = now.plus(rate.interval().multipliedBy(rate.burst()));
        if (next.isAfter(limit)) {
            return Optional.of(Duration.between(limit, next));
        }
        fullAgain.put(key, next);
        return Optional.empty();
    }

    /// How a key stands.
    ///
    /// @param remaining attempts that would succeed at once
    /// @param reset until all of them would
    public record Standing(long remaining, Duration reset) {}

    /// How a key stands now.
    public synchronized Standing standing(String key) {
        Instant now = clock.instant();
        Duration reset = Duration.between(now, later(now, fullAgain.getOrDefault(key, now)));
        long used = reset.plus(rate.interval()).minusNanos(1).dividedBy(rate.interval());
        return new Standing(Math.max(0, rate.burst() - used), reset.plusMillis(999));
    }

    /// Takes an attempt back that turned out well.
    public synchronized void forgive(String key) {
        fullAgain.computeIfPresent(key, (_, full) -> full.minus(rate.interval()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
