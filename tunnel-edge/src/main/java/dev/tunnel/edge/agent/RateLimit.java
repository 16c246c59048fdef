package dev.tunnel.edge.agent;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/// A token bucket: so many a second, twice as many in a burst. One thread.
public final class RateLimit {
    private final Ticker ticker;
    private final double perNano;
    private final double most;
    private double tokens;
    private long last;

    public RateLimit(int perSecond, Ticker ticker) {
        this.ticker = ticker;
        this.perNano = perSecond / (double) TimeUnit.SECONDS.toNanos(1);
        this.most = 2.0 * perSecond;
        this.tokens = most;
        this.last = ticker.nanoTime();
    }

    /// Takes one.
    ///
    /// @return false when there is none left
    public boolean take() {
        long now = ticker.nanoTime();
        tokens = Math.min(most, tokens + (now - last) * perNano);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
