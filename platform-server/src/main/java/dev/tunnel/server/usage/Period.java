package dev.tunnel.server.usage;

import dev.tunnel.server.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What is summed: from the step that `from` lies in up to, and including, the one that the moment
/// before `to` lies in.
record Period(Instant from, Instant to, Step step) {
    private static final long MOST_ITEMS = 2_000;

    Period {
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("from", "is not before to");
        }
        if (Duration.between(from, to).dividedBy(step.length()) > MOST_ITEMS) {
            throw ProblemException.invalid(
                    "step",
                    "makes more than " + MOST_ITEMS + " items: take a longer one or less time");
        }
    }

    /// Start of the first item.
    Instant first() {
        return step.floor(from);
    }

    /// Start of the last item.
    Instant last() {
        return step.floor(to.minus(1, ChronoUnit.MICROS));
    }
}
