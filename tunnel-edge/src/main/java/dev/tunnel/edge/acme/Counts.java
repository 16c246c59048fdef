package dev.tunnel.edge.acme;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// How orders ended.
final class Counts {
    private final Map<End, LongAdder> ends = new EnumMap<>(End.class);

    /// How one order ended.
    enum End {
        ISSUED,
        FAILED,
        RATE_LIMITED,
        /// Another edge has it.
        LOST
    }

    Counts() {
        for (var end : End.values()) {
            ends.put(end, new LongAdder());
        }
    }

    void count(End end) {
        Objects.requireNonNull(ends.get(end)).increment();
    }

    /// Readings by label.
    Map<String, Long> read() {
        var read = new TreeMap<String, Long>();
        ends.forEach((end, count) ->
                read.put("outcome=\"" + end.name().toLowerCase(Locale.ROOT) + '"', count.sum()));
        return read;
    }
}
