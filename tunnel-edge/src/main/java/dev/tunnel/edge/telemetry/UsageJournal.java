package dev.tunnel.edge.telemetry;

import dev.tunnel.api.edge.UsageReport;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps usage until the platform has counted it, over crashes of either.
///
/// A report is sealed, and on disk, before it is sent for the first time; until the platform
/// answers, every delivery of it is identical, and what comes meanwhile goes into the next. Every
/// change is one atomic write, so a crash at any moment loses nothing that [#add(List)] returned
/// from and counts nothing twice. Used by one thread at a time.
public final class UsageJournal {
    private static final Logger log = LoggerFactory.getLogger(UsageJournal.class);
    private static final JsonType<UsageLedger> JSON =
            Jsonb.builder().build().type(UsageLedger.class);

    /// Entries in one report: about a megabyte of JSON.
    private static final int LARGEST_REPORT = 4000;

    private final UsageStore store;
    private UsageLedger ledger;
    private List<UsageReport.Entry> unsaved = List.of();
    private boolean settled;
    private volatile int backlog;
    private volatile boolean failing;

    private UsageJournal(UsageStore store, UsageLedger ledger) {
        this.store = store;
        this.ledger = ledger;
        this.backlog = ledger.size();
    }

    /// Reads the journal back.
    ///
    /// @throws IOException when it cannot be read
    public static UsageJournal open(UsageStore store) throws IOException {
        var content = store.read();
        if (content.isEmpty()) {
            return new UsageJournal(store, UsageLedger.EMPTY);
        }
        try {
            return new UsageJournal(store, JSON.fromJson(content.get()));
        } catch (RuntimeException e) {
            log.error("the usage journal cannot be read; it is kept as unreadable.json");
            store.setAside(content.get(), "unreadable");
            return new UsageJournal(store, UsageLedger.EMPTY);
        }
    }

    /// Adds what was drained from the counters. When the disk refuses, it is kept in memory and
    /// written with the next change.
    public void add(List<UsageReport.Entry> entries) {
        if (!entries.isEmpty()) {
            ledger = ledger.add(entries);
            unsaved = UsageEntries.merge(unsaved, entries);
        }
        if (!entries.isEmpty() || failing) {
            save(ledger);
        }
    }

    /// Adds what the edge before this one carried to its end after it had handed the journal over.
    /// Each is counted once, whatever crashes in between.
    public void adopt() throws IOException {
        for (var left : store.left().entrySet()) {
            if (!ledger.hasAdopted(left.getKey())) {
                var adopted = ledger.adopt(left.getKey(), entries(left.getKey(), left.getValue()));
                if (!save(adopted)) {
                    return;
                }
                ledger = adopted;
            }
            store.forget(left.getKey());
        }
    }

    private List<UsageReport.Entry> entries(String name, byte[] left) throws IOException {
        try {
            return JSON.fromJson(left).open();
        } catch (RuntimeException e) {
            log.error("{} cannot be read; it is kept as unreadable-{}", name, name);
            store.setAside(left, "unreadable-" + name);
            return List.of();
        }
    }

    /// Leaves what was drained to the edge that has the journal by now, with what the disk refused
    /// before.
    ///
    /// @param name unlike any other, ever
    public void leave(String name, List<UsageReport.Entry> entries) throws IOException {
        var left = UsageLedger.EMPTY.add(unsaved).add(entries);
        if (left.size() > 0) {
            store.leave(name, JSON.toJsonBytes(left));
        }
    }

    /// What the platform counted last, from its answer to the registration. Before this, no report
    /// has a number.
    public void settle(long lastCounted) {
        change(ledger.settle(lastCounted));
        settled = true;
    }

    /// The report to deliver now; empty when there is none, or it could not be put on disk first.
    public Optional<UsageReport> next() {
        if (!settled) {
            return Optional.empty();
        }
        var sealed = ledger.seal(LARGEST_REPORT);
        if (sealed != ledger && !save(sealed)) {
            return Optional.empty();
        }
        ledger = sealed;
        return ledger.report();
    }

    /// The platform has counted the report.
    public void counted(long sequence) {
        change(ledger.counted(sequence));
    }

    /// The platform refuses the report for good: it is put aside for a person, and the next may go.
    public void refused(UsageReport report) throws IOException {
        var content =
                JSON.toJsonBytes(
                        new UsageLedger(report.sequence(), report.entries(), List.of(), List.of()));
        store.setAside(content, "refused-" + report.sequence());
        counted(report.sequence());
    }

    /// Entries that the platform has not counted yet. Any thread.
    public int backlog() {
        return backlog;
    }

    /// Whether the last write to disk failed. Any thread.
    public boolean isFailing() {
        return failing;
    }

    private void change(UsageLedger next) {
        if (next != ledger) {
            ledger = next;
            save(next);
        }
    }

    private boolean save(UsageLedger next) {
        backlog = next.size();
        try {
            store.write(JSON.toJsonBytes(next));
            unsaved = List.of();
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                log.error("the usage journal cannot be written: {}", e.getMessage());
            }
            failing = true;
        }
        return !failing;
    }
}
