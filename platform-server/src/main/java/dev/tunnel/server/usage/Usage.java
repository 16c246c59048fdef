package dev.tunnel.server.usage;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What was carried from one time (inclusive) to another (exclusive), in all and by step. Steps in
/// which nothing was carried are there too, with zeros.
@Schema(name = "Usage")
record Usage(Instant from, Instant to, Step step, UsageCounts total, List<UsageItem> items) {
    Usage {
        items = List.copyOf(items);
    }

    static Usage of(Period period, List<UsageItem> items) {
        UsageCounts total = UsageCounts.NONE;
        for (UsageItem item : items) {
            total = total.plus(item);
        }
        return new Usage(period.from(), period.to(), period.step(), total, items);
    }
}
