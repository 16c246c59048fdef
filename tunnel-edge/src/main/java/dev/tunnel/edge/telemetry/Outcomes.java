package dev.tunnel.edge.telemetry;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How visits ended: HTTP requests and connections of other kinds, by kind of tunnel and outcome.
/// Outcomes are constants of this program, so there are only so many series. Any thread.
public final class Outcomes {
    /// The local service had the visit.
    public static final String SERVED = "served";

    private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();

    private record Series(String kind, String outcome) {
        String labels() {
            return "kind=\"" + kind + "\",outcome=\"" + outcome + '"';
        }
    }

    /// @param kind `http`, `tcp` or `tls`
    /// @param outcome [#SERVED], or the code of what the visitor was told
    public void count(String kind, String outcome) {
        counts.computeIfAbsent(new Series(kind, outcome), _ -> new LongAdder()).increment();
    }

    /// Readings by labels.
    public Map<String, Long> read() {
        var read = new TreeMap<String, Long>();
        counts.forEach((series, count) -> read.put(series.labels(), count.sum()));
        return read;
    }
}
