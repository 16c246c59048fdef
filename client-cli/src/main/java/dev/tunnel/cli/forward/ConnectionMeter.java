package dev.tunnel.cli.forward;

import dev.tunnel.cli.inspect.ConnectionFacts;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// Counts connections: open, total, how many a second over one, five and fifteen minutes, and how
/// long the last ones lasted.
final class ConnectionMeter {

    private static final int KEPT_DURATIONS = 1024;
    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private final DecayingRate[] rates;
    private final long[] durations = new long[KEPT_DURATIONS];
    private long total;
    private long open;
    private long closed;

    ConnectionMeter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.rates =
                new DecayingRate[] {
                    new DecayingRate(60, now),
                    new DecayingRate(300, now),
                    new DecayingRate(900, now)
                };
    }

    /// A connection begins.
    ///
    /// @return its start, for [#closed(long)]
    synchronized long opened() {
        long now = nanoTime.getAsLong();
        total++;
        open++;
        for (DecayingRate rate : rates) {
            rate.mark(now);
        }
        return now;
    }

    /// A connection has ended.
    synchronized void closed(long start) {
        open--;
        durations[(int) (closed++ % KEPT_DURATIONS)] = nanoTime.getAsLong() - start;
    }

    synchronized ConnectionFacts facts() {
        long now = nanoTime.getAsLong();
        long[] sorted = Arrays.copyOf(durations, (int) Math.min(closed, KEPT_DURATIONS));
        Arrays.sort(sorted);
        return new ConnectionFacts(
                total,
                open,
                rates[0].perSecond(now),
                rates[1].perSecond(now),
                rates[2].perSecond(now),
                percentile(sorted, 0.50),
                percentile(sorted, 0.90),
                percentile(sorted, 0.95),
                percentile(sorted, 0.99));
    }

    private static double percentile(long[] sorted, double part) {
        if (sorted.length == 0) {
            return 0;
        }
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(index, 0)] / NANOS;
    }
}
