package dev.tunnel.edge.telemetry;

import dev.tunnel.api.edge.UsageReport;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything the [UsageJournal] knows, in one value, so that one atomic write of it is one step.
///
/// @param sequence number of the sealed report, or of the last one when none is sealed; 0 before
///   the first
/// @param sealed entries of the report under way: never changed until the platform counted it
/// @param open entries that came since
/// @param adopted names of what an edge before this one left, whose entries are among these
///   already; absent in a journal of an older edge
@Json
record UsageLedger(
        long sequence,
        List<UsageReport.Entry> sealed,
        List<UsageReport.Entry> open,
        @Nullable List<String> adopted) {
    /// More than are ever left at a time: each is deleted as soon as it is adopted.
    private static final int MOST_ADOPTED = 16;

    static final UsageLedger EMPTY = new UsageLedger(0, List.of(), List.of(), List.of());

    UsageLedger {
        sealed = List.copyOf(sealed);
        open = List.copyOf(open);
        adopted = adopted == null ? List.of() : List.copyOf(adopted);
    }

    UsageLedger add(List<UsageReport.Entry> entries) {
        return new UsageLedger(sequence, sealed, UsageEntries.merge(open, entries), adopted);
    }

    boolean hasAdopted(String name) {
        return adopted != null && adopted.contains(name);
    }

    /// Adds what another edge left, once.
    UsageLedger adopt(String name, List<UsageReport.Entry> entries) {
        var names = new ArrayList<>(Objects.requireNonNull(adopted));
        names.add(name);
        var newest = names.subList(Math.max(0, names.size() - MOST_ADOPTED), names.size());
        return new UsageLedger(sequence, sealed, UsageEntries.merge(open, entries), newest);
    }

    /// Closes the next report off, at most `most` entries of it.
    UsageLedger seal(int most) {
        if (!sealed.isEmpty() || open.isEmpty()) {
            return this;
        }
        int size = Math.min(most, open.size());
        return new UsageLedger(
                sequence + 1, open.subList(0, size), open.subList(size, open.size()), adopted);
    }

    /// The platform has counted the report of this number.
    UsageLedger counted(long number) {
        return sealed.isEmpty() || number < sequence
                ? this
                : new UsageLedger(sequence, List.of(), open, adopted);
    }

    /// The platform says which report it counted last. A sealed one up to that number was counted
    /// before a crash; numbers go on from there when the journal's own were lost with its disk.
    UsageLedger settle(long lastCounted) {
        var settled = counted(lastCounted);
        return settled.sealed.isEmpty() && lastCounted > sequence
                ? new UsageLedger(lastCounted, List.of(), open, adopted)
                : settled;
    }

    Optional<UsageReport> report() {
        return sealed.isEmpty() ? Optional.empty() : Optional.of(new UsageReport(sequence, sealed));
    }

    int size() {
        return sealed.size() + open.size();
    }
}
