package dev.tunnel.edge.agent.ngrok1;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// How many proxy connections to ask a client for: one for each visitor who waits, and some ahead
/// while visitors come, more of them the more often a visitor found none, fewer when it is quiet. A
/// tunnel that nobody visits costs no connections. One thread.
final class Demand {
    /// For how long a visitor makes it likely that another one comes.
    private static final Duration INTEREST = Duration.ofMinutes(2);

    /// How long a number of connections ahead must have been enough to become smaller by one.
    private static final Duration CALM = Duration.ofSeconds(10);

    private final int most;
    private final Duration patience;
    private final Deque<Long> asked = new ArrayDeque<>();
    private int ahead = 1;
    private boolean fresh = true;
    private long visited;
    private long changed;

    /// @param most connections ahead
    /// @param patience after which a connection that was asked for is not expected any more
    Demand(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /// A visitor came.
    ///
    /// @param missed whether there was no connection for it
    void visitor(boolean missed, long now) {
        if (missed && ahead < most) {
            ahead++;
            changed = now;
        } else if (!missed && ahead > 1 && now - changed > CALM.toNanos()) {
            ahead--;
            changed = now;
        }
        visited = now;
        fresh = false;
    }

    void asked(long now) {
        asked.add(now);
        if (fresh) {
            fresh = false;
            visited = now;
        }
    }

    void answered() {
        asked.poll();
    }

    /// How many to ask for now.
    int missing(int waiting, int idle, long now) {
        while (!asked.isEmpty() && now - asked.peek() >= patience.toNanos()) {
            asked.remove();
        }
        boolean interest = fresh || now - visited < INTEREST.toNanos();
        return waiting + (interest ? ahead : 0) - idle - asked.size();
    }
}
