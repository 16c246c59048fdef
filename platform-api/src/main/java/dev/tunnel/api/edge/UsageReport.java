package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// `POST /edge/v1/usage`: counted once per edge and sequence number, however often it is delivered.
///
/// @param sequence grows by one with each report of this edge, over restarts too
public record UsageReport(long sequence, List<Entry> entries) {
    public UsageReport {
        entries = List.copyOf(entries);
    }

    /// What one tunnel carried within one minute, or a part of it.
    ///
    /// @param minute start of the minute, UTC
    /// @param bytesIn bytes from visitors towards the local service
    /// @param bytesOut bytes from the local service towards visitors
    /// @param connections public connections opened
    /// @param requests HTTP requests answered; the sum of the classes below
    public record Entry(
            UUID tunnelId,
            Instant minute,
            long bytesIn,
            long bytesOut,
            long connections,
            long requests,
            long status1xx,
            long status2xx,
            long status3xx,
            long status4xx,
            long status5xx) {
        public Entry {
            requireNonNull(tunnelId, "tunnelId");
            requireNonNull(minute, "minute");
        }
    }
}
