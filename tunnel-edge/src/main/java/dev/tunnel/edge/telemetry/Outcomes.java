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

    private final Map<String, Map<String, LongAdder>> kinds = new ConcurrentHashMap<>();

    /// @param kind `http`, `tcp` or `tls`
    /// @param outcome [#SERVED], or the code of what the visitor was told
    public void count(String kind, String outcome) {
        kinds.computeIfAbsent(kind, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, _ -> new LongAdder())
                .increment();
    }

    /// Readings by labels.
    public Map<String, Long> read() {
        var read = new TreeMap<String, Long>();
        kinds.forEach((kind, counts) ->
                counts.forEach((outcome, count) ->
                        read.put("kind=\"" + kind + "\",outcome=\"" + outcome + '"', count.sum())));
        return read;
    }
}
