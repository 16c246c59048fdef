package dev.tunnel.server.usage;

import dev.tunnel.server.sql.Row;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What was carried within one step: its start, and the numbers of [UsageCounts].
@Schema(name = "UsageItem")
record UsageItem(
        Instant at,
        long bytesIn,
        long bytesOut,
        long connections,
        long requests,
        long status1xx,
        long status2xx,
        long status3xx,
        long status4xx,
        long status5xx) {
    static UsageItem nothing(Instant at) {
        return new UsageItem(at, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    static UsageItem of(Row row) {
        return new UsageItem(
                row.instant("at"),
                row.number("bytes_in"),
                row.number("bytes_out"),
                row.number("connections"),
                row.number("requests"),
                row.number("status_1xx"),
                row.number("status_2xx"),
                row.number("status_3xx"),
                row.number("status_4xx"),
                row.number("status_5xx"));
    }
}
