package dev.tunnel.edge.platform;

import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.edge.telemetry.UsageJournal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries usage from the counters through the journal to the platform, one report at a time. All
/// of it happens on one thread of its own, which may wait for the disk.
public final class UsageReporter {
    private static final Logger log = LoggerFactory.getLogger(UsageReporter.class);

    private final UsageJournal journal;
    private final Platform platform;
    private final Supplier<List<UsageReport.Entry>> counters;
    private final ScheduledExecutorService thread;
    private boolean sending;
    private boolean handedOver;
    private @Nullable CompletableFuture<Void> last;

    /// @param counters what was carried since it was asked last
    /// @param thread runs one task at a time
    public UsageReporter(
            UsageJournal journal,
            Platform platform,
            Supplier<List<UsageReport.Entry>> counters,
            ScheduledExecutorService thread) {
        this.journal = journal;
        this.platform = platform;
        this.counters = counters;
        this.thread = thread;
    }

    /// Drains and reports from now on.
    public void start(Duration every) {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::report, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The edge is registered. Any thread.
    ///
    /// @param lastCounted number of the report that the platform counted last
    public void registered(long lastCounted) {
        thread.execute(() -> {
            journal.settle(lastCounted);
            deliver();
        });
    }

    /// Drains once more and tries to deliver everything. Any thread.
    ///
    /// @return done when all is delivered, or the platform does not answer: the journal has it then
    public CompletableFuture<Void> finish() {
        var done = new CompletableFuture<Void>();
        thread.execute(() -> {
            last = done;
            report();
            if (!sending) {
                done.complete(null);
            }
        });
        return done;
    }

    /// Writes no more to the journal: another edge is about to read it. What is carried from now on
    /// is kept for [#leave(String)]. Any thread.
    ///
    /// @return done when the last write is
    public CompletableFuture<Void> handOver() {
        return CompletableFuture.runAsync(() -> handedOver = true, thread);
    }

    /// Leaves what was carried since to the edge that has the journal. Any thread.
    public CompletableFuture<Void> leave(String name) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        journal.leave(name, counters.get());
                    } catch (IOException e) {
                        log.error("the last usage cannot be written: {}", e.getMessage());
                    }
                },
                thread);
    }

    private void report() {
        if (handedOver) {
            return;
        }
        try {
            journal.adopt();
        } catch (IOException e) {
            log.warn("what the last edge carried to its end is not counted: {}", e.getMessage());
        }
        journal.add(counters.get());
        deliver();
    }

    private void deliver() {
        if (sending || handedOver) {
            return;
        }
        journal.next()
                .ifPresent(report -> {
                    sending = true;
                    platform.report(
                            report, outcome -> thread.execute(() -> delivered(report, outcome)));
                });
    }

    private void delivered(UsageReport report, Outcome<Outcome.Done> outcome) {
        sending = false;
        if (handedOver) {
            return; // its successor finds out what was counted
        }
        switch (outcome) {
            case Outcome.Ok<?> _ -> {
                journal.counted(report.sequence());
                deliver();
            }
            case Outcome.Refused<?>(var code, var message) -> {
                log.error(
                        "the platform refuses usage report {}, which is put aside: {} ({})",
                        report.sequence(),
                        message,
                        code.wire());
                putAside(report);
            }
            case Outcome.Unavailable<?>(var why) ->
                    log.debug("usage report {} not delivered: {}", report.sequence(), why);
        }
        if (last != null && !sending) {
            last.complete(null);
        }
    }

    private void putAside(UsageReport report) {
        try {
            journal.refused(report);
            deliver();
        } catch (IOException e) {
            log.error("usage report {} cannot be put aside: {}", report.sequence(), e.getMessage());
        }
    }
}
