package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The stream of a visitor's last request, kept for the next one.
final class KeptLink {
    /// A stream that idled longer may just be closed by its service's own time-out; a request that
    /// cannot be repeated does not take the chance.
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Ticker ticker;
    private @Nullable ServiceLink link;
    private long since;

    KeptLink(Ticker ticker) {
        this.ticker = ticker;
    }

    void keep(ServiceLink used) {
        link = used;
        since = ticker.nanoTime();
    }

    /// The stream when it leads where the next request goes; another one is ended.
    @Nullable ServiceLink take(Tunnel tunnel, Visitor visitor, boolean repeatable) {
        var kept = link;
        if (kept == null) {
            return null;
        }
        boolean fresh = ticker.nanoTime() - since < FRESH.toNanos();
        if (kept.serves(tunnel, visitor) && (repeatable || fresh)) {
            link = null;
            return kept;
        }
        drop();
        return null;
    }

    void drop() {
        if (link != null) {
            link.finish();
            link = null;
        }
    }
}
