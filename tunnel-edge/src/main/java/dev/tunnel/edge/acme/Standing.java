package dev.tunnel.edge.acme;

import java.time.Duration;
import java.time.Instant;

/// How it stands with one name.
///
/// @param until when to look at it again
/// @param own whether our own settings name it
record Standing(Kind kind, Instant until, boolean own) {

    /// What is known.
    enum Kind {
        /// The platform is asked, or an order is under way here.
        BUSY,
        /// Another edge orders it.
        ELSEWHERE,
        /// There is one.
        HAVE,
        /// There is none, for a while.
        NONE
    }

    static Standing busy(boolean own) {
        return new Standing(Kind.BUSY, Instant.MAX, own);
    }

    Standing become(Kind next, Instant now, Duration time) {
        return new Standing(next, now.plus(time), own);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    boolean isComing() {
        return kind == Kind.BUSY || kind == Kind.ELSEWHERE;
    }
}
