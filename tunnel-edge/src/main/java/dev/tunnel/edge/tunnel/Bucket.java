package dev.tunnel.edge.tunnel;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// So many a second, and a second's worth at once. Keeps one number: when all that was taken will
/// have been due (the generic cell rate algorithm). Any thread.
final class Bucket {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// Nobody waits longer for one piece.
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    private final long perSecond;
    private final Ticker ticker;
    private final AtomicLong due;

    /// @param perSecond 0 for none at all
    Bucket(long perSecond, Ticker ticker) {
        this.perSecond = perSecond;
        this.ticker = ticker;
        this.due = new AtomicLong(ticker.nanoTime() - SECOND);
    }

    /// Takes one, if one is there.
    boolean take() {
        long now = ticker.nanoTime();
        while (true) {
            long before = due.get();
            long after = after(before, now, 1);
            if (after > now) {
                return false;
            }
            if (due.compareAndSet(before, after)) {
                return true;
            }
        }
    }

    /// Takes so many, whether they are there or not.
    ///
    /// @return how long to wait, in nanoseconds, until what was taken too early is due; 0 for not
    long charge(long units) {
        long now = ticker.nanoTime();
        return Math.max(0, due.updateAndGet(it -> after(it, now, units)) - now);
    }

    /// How long to wait for what was taken too early.
    long debt() {
        return Math.max(0, due.get() - ticker.nanoTime());
    }

    private long after(long before, long now, long units) {
        double cost = perSecond == 0 ? LONGEST : (double) units * SECOND / perSecond;
        long begin = Math.max(before, now - SECOND);
        return Math.min(begin + (long) Math.min(cost, LONGEST), now + LONGEST);
    }
}
