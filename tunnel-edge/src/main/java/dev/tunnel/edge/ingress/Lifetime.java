package dev.tunnel.edge.ingress;

import io.netty.util.concurrent.Ticker;
import java.time.Duration;

/// Where in its life the edge is: in its first seconds the agents of its predecessor are on their
/// way to it, in its last ones no connection is worth keeping. Any thread.
public final class Lifetime {
    /// How long those may take.
    public static final Duration SETTLING = Duration.ofSeconds(10);

    private final Ticker ticker;
    private final long settled;
    private volatile boolean draining;

    /// What connections hear, as a user event, when the edge begins to drain.
    public enum Event {
        DRAINING,
    }

    private Lifetime(Ticker ticker, Duration settling) {
        this.ticker = ticker;
        this.settled = ticker.nanoTime() + settling.toNanos();
    }

    /// The life of an edge that starts now.
    public static Lifetime begin(Ticker ticker) {
        return new Lifetime(ticker, SETTLING);
    }

    /// The life of an edge that has all its agents.
    public static Lifetime settled(Ticker ticker) {
        return new Lifetime(ticker, Duration.ZERO);
    }

    /// Whether a name that nobody serves may just not be served yet.
    public boolean isSettling() {
        return ticker.nanoTime() - settled < 0;
    }

    public boolean isDraining() {
        return draining;
    }

    /// From now on connections end with what is under way on them.
    public void drain() {
        draining = true;
    }
}
