package dev.tunnel.edge.tunnel;

import dev.tunnel.api.edge.UsageReport.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Reads the counters of every tunnel, and of closed ones until nothing more can come: public
/// connections that are being cut may still add their last bytes.
public final class UsageMeter {
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
    private volatile Counts total = Counts.ZERO;

    void add(Tunnel tunnel) {
        tunnels.add(tunnel);
    }

    /// What was carried since the last call, attributed to the minute of `now`. For one thread.
    public List<Entry> drain(Instant now) {
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        var entries = new ArrayList<Entry>();
        for (var tunnel : tunnels) {
            boolean over = !tunnel.isOpen() && tunnel.visitors() == 0;
            var counts = tunnel.drain();
            if (!counts.equals(Counts.ZERO)) {
                total = total.plus(counts);
                entries.add(entry(tunnel, minute, counts));
            } else if (over) {
                tunnels.remove(tunnel);
            }
        }
        return entries;
    }

    /// Everything carried since the start of the edge, as of the last drain. Any thread.
    public Counts total() {
        return total;
    }

    private static Entry entry(Tunnel tunnel, Instant minute, Counts counts) {
        return new Entry(
                tunnel.id(),
                minute,
                counts.bytesIn(),
                counts.bytesOut(),
                counts.connections(),
                counts.requests(),
                counts.status1xx(),
                counts.status2xx(),
                counts.status3xx(),
                counts.status4xx(),
                counts.status5xx());
    }
}
