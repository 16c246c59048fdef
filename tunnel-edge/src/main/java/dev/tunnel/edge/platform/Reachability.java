package dev.tunnel.edge.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the platform answers, for health and metrics; says so in the log when it changes.
public final class Reachability {
    private static final Logger log = LoggerFactory.getLogger(Reachability.class);

    private final InstantSource clock;
    private @Nullable Instant awaySince;
    private String why = "";

    public Reachability(InstantSource clock) {
        this.clock = clock;
        this.awaySince = clock.instant();
    }

    /// Takes note of how a call ended.
    synchronized void heard(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Unavailable<?>(var reason)) {
            boolean news = why.isEmpty();
            why = reason;
            awaySince = awaySince == null ? clock.instant() : awaySince;
            if (news) {
                log.warn("platform unavailable: {}", reason);
            }
        } else if (awaySince != null) {
            awaySince = null;
            why = "";
            log.info("platform reachable");
        }
    }

    public synchronized boolean isUp() {
        return awaySince == null;
    }

    /// Whether it has not answered for longer than this.
    public synchronized boolean isAwayFor(Duration span) {
        return awaySince != null && awaySince.plus(span).isBefore(clock.instant());
    }

    /// One sentence for an operator.
    public synchronized String describe() {
        return awaySince == null
                ? "platform reachable"
                : "platform unavailable since " + awaySince + (why.isEmpty() ? "" : ": " + why);
    }
}
