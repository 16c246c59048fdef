package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The streams of a visitor's last requests, kept for the next ones; the one used last is used
/// first.
final class KeptLinks {
    /// A stream that idled longer may just be closed by its service's own time-out; a request that
    /// cannot be repeated does not take the chance.
    private static final Duration FRESH = Duration.ofSeconds(1);

    /// A stream that idled longer is given up.
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final int capacity;
    private final Ticker ticker;
    private final Deque<Kept> kept = new ArrayDeque<>(1);
    private boolean dropped;

    private record Kept(ServiceLink link, long since) {}

    KeptLinks(int capacity, Ticker ticker) {
        this.capacity = capacity;
        this.ticker = ticker;
    }

    /// A request may end when its visitor's connection has; nobody would end its stream then.
    void keep(ServiceLink used) {
        if (dropped) {
            used.finish();
            return;
        }
        makeRoom();
        kept.addFirst(new Kept(used, ticker.nanoTime()));
    }

    /// A stream that leads where the next request goes. When there is none, and a new one will have
    /// to be opened, there is room for that.
    @Nullable ServiceLink take(Tunnel tunnel, Visitor visitor, boolean repeatable) {
        long now = ticker.nanoTime();
        for (var each = kept.iterator(); each.hasNext(); ) {
            var one = each.next();
            long idle = now - one.since();
            if (!one.link().isAlive() || idle > LONGEST.toNanos()) {
                each.remove();
                one.link().finish();
            } else if (one.link().serves(tunnel, visitor)
                    && (repeatable || idle < FRESH.toNanos())) {
                each.remove();
                return one.link();
            }
        }
        makeRoom();
        return null;
    }

    private void makeRoom() {
        while (kept.size() >= capacity) {
            kept.removeLast().link().finish();
        }
    }

    /// Ends them, and whatever else is to be kept.
    void drop() {
        dropped = true;
        for (var one = kept.poll(); one != null; one = kept.poll()) {
            one.link().finish();
        }
    }
}
