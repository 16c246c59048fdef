package dev.tunnel.edge.acme;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// How often the platform is asked because of what a visitor says: ten a second, fifty at once.
/// Anybody can name any host in a ClientHello, and any token in a path.
final class AskRate {
    private static final long EACH = TimeUnit.SECONDS.toNanos(1) / 10;
    private static final long AT_ONCE = 50 * EACH;

    private final Ticker ticker;
    private final AtomicLong due;

    AskRate(Ticker ticker) {
        this.ticker = ticker;
        this.due = new AtomicLong(ticker.nanoTime() - AT_ONCE);
    }

    boolean take() {
        long now = ticker.nanoTime();
        while (true) {
            long before = due.get();
            long after = Math.max(before, now - AT_ONCE) + EACH;
            if (after > now) {
                return false;
            }
            if (due.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
