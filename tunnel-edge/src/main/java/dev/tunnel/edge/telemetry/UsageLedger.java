package dev.tunnel.edge.telemetry;

import dev.tunnel.api.edge.UsageReport;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/// Everything the [UsageJournal] knows, in one value, so that one atomic write of it is one step.
///
/// @param sequence number of the sealed report, or of the last one when none is sealed; 0 before
///   the first
/// @param sealed entries of the report under way: never changed until the platform counted it
/// @param open entries that came since
@Json
record UsageLedger(long sequence, List<UsageReport.Entry> sealed, List<UsageReport.Entry> open) {
    static final UsageLedger EMPTY = new UsageLedger(0, List.of(), List.of());

    UsageLedger {
        sealed = List.copyOf(sealed);
        open = List.copyOf(open);
    }

    UsageLedger add(List<UsageReport.Entry> entries) {
        return new UsageLedger(sequence, sealed, UsageEntries.merge(open, entries));
    }

    /// Closes the next report off, at most `most` entries of it.
    UsageLedger seal(int most) {
        if (!sealed.isEmpty() || open.isEmpty()) {
            return this;
        }
        int size = Math.min(most, open.size());
        return new UsageLedger(
                sequence + 1, open.subList(0, size), open.subList(size, open.size()));
    }

    /// The platform has counted the report of this number.
    UsageLedger counted(long number) {
        return sealed.isEmpty() || number < sequence
                ? this
                : new UsageLedger(sequence, List.of(), open);
    }

    /// The platform says which report it counted last. A sealed one up to that number was counted
    /// before a crash; numbers go on from there when the journal's own were lost with its disk.
    UsageLedger settle(long lastCounted) {
        var settled = counted(lastCounted);
        return settled.sealed.isEmpty() && lastCounted > sequence
                ? new UsageLedger(lastCounted, List.of(), open)
                : settled;
    }

    Optional<UsageReport> report() {
        return sealed.isEmpty() ? Optional.empty() : Optional.of(new UsageReport(sequence, sealed));
    }

    int size() {
        return sealed.size() + open.size();
    }
}
