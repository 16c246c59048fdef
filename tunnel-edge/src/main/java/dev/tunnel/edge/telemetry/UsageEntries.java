package dev.tunnel.edge.telemetry;

import dev.tunnel.api.edge.UsageReport.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Sums usage by tunnel and minute. When an outage lasts so long that this grows large, whole hours
/// and then whole days are summed instead: every byte stays counted, only its minute is lost.
final class UsageEntries {
    static final int MOST = 20_000;

    private UsageEntries() {}

    private record Key(UUID tunnelId, Instant minute) {}

    static List<Entry> merge(List<Entry> open, List<Entry> more) {
        var merged = sum(open, more, UnaryOperator.identity());
        if (merged.size() > MOST) {
            merged = sum(merged, List.of(), at -> at.truncatedTo(ChronoUnit.HOURS));
        }
        if (merged.size() > MOST) {
            merged = sum(merged, List.of(), at -> at.truncatedTo(ChronoUnit.DAYS));
        }
        return merged;
    }

    private static List<Entry> sum(
            List<Entry> open, List<Entry> more, UnaryOperator<Instant> grain) {
        Map<Key, Entry> sums = LinkedHashMap.newLinkedHashMap(open.size() + more.size());
        for (var entries : List.of(open, more)) {
            for (var entry : entries) {
                var at = grain.apply(entry.minute());
                sums.merge(new Key(entry.tunnelId(), at), at(entry, at), UsageEntries::plus);
            }
        }
        return new ArrayList<>(sums.values());
    }

    private static Entry at(Entry e, Instant minute) {
        return e.minute().equals(minute)
                ? e
                : new Entry(
                        e.tunnelId(),
                        minute,
                        e.bytesIn(),
                        e.bytesOut(),
                        e.connections(),
                        e.requests(),
                        e.status1xx(),
                        e.status2xx(),
                        e.status3xx(),
                        e.status4xx(),
                        e.status5xx());
    }

    private static Entry plus(Entry a, Entry b) {
        return new Entry(
                a.tunnelId(),
                a.minute(),
                a.bytesIn() + b.bytesIn(),
                a.bytesOut() + b.bytesOut(),
                a.connections() + b.connections(),
                a.requests() + b.requests(),
                a.status1xx() + b.status1xx(),
                a.status2xx() + b.status2xx(),
                a.status3xx() + b.status3xx(),
                a.status4xx() + b.status4xx(),
                a.status5xx() + b.status5xx());
    }
}
