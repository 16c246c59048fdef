package dev.tunnel.bench.compare;

import dev.tunnel.bench.load.Row;
import java.time.Duration;
import java.util.List;

/// What to measure, and how often.
///
/// @param congestions a table for each
/// @param rounds windows of each row and subject
/// @param quick shorter windows and warm-up, for a look and not for publishing
public record Plan(List<String> congestions, List<Row> rows, int rounds, boolean quick) {
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int QUICKER = 3;
    private static final int TRIES = 3;

    public Plan {
        congestions = List.copyOf(congestions);
        rows = List.copyOf(rows);
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds " + rounds);
        }
    }

    Duration window() {
        return quick ? SHORT : WINDOW;
    }

    /// How often a window is measured at most until it is a quiet one.
    int tries() {
        return quick ? 1 : TRIES;
    }

    Duration warmUp(Duration full) {
        return quick ? full.dividedBy(QUICKER) : full;
    }
}
