package dev.tunnel.bench.compare;

import dev.tunnel.bench.load.Row;
import dev.tunnel.bench.machine.Load;
import dev.tunnel.bench.subject.Direct;
import dev.tunnel.bench.subject.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The side-by-side: in every round each subject is measured once, one after the other, between two
/// measurements of the direct path.
public final class Comparison {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration COLD = Duration.ofSeconds(5);

    private final Plan plan;
    private final Direct direct;
    private final List<Subject> subjects;
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();

    public Comparison(Plan plan, Direct direct, List<Subject> subjects, Consumer<String> progress) {
        this.plan = plan;
        this.direct = direct;
        this.subjects = List.copyOf(subjects);
        this.progress = progress;
    }

    /// All windows of all rounds. Every connection, also the tunnels' own, must have been opened
    /// under this congestion control.
    public List<Sample> run(String congestion) {
        warmUp(congestion);
        for (int round = 1; round <= plan.rounds(); round++) {
            round(congestion, round);
        }
        return List.copyOf(samples);
    }

    private void warmUp(String congestion) {
        measure(congestion, 0, Row.KEEP_ALIVE, direct, COLD);
        for (var subject : subjects) {
            measure(congestion, 0, Row.KEEP_ALIVE, subject, COLD);
            var enough = subject.isWarmingUp() ? plan.warmUp(WARM_UP) : COLD;
            long end = System.nanoTime() + enough.toNanos();
            while (System.nanoTime() < end) {
                for (var row : plan.rows()) {
                    if (row.fits(subject.reach())) {
                        row.measure(subject.reach(), Duration.ofSeconds(1));
                    }
                }
            }
        }
    }

    private void round(String congestion, int round) {
        for (var row : plan.rows()) {
            measure(congestion, round, row, direct, plan.window());
            for (var subject : subjects) {
                measure(congestion, round, row, subject, plan.window());
            }
            measure(congestion, round, row, direct, plan.window());
        }
    }

    private void measure(String congestion, int round, Row row, Subject subject, Duration window) {
        if (!row.fits(subject.reach())) {
            return;
        }
        var measured = Load.watch(() -> row.measure(subject.reach(), window));
        for (int again = 1; round > 0 && !measured.isQuiet() && again < plan.tries(); again++) {
            measured = Load.watch(() -> row.measure(subject.reach(), window));
        }
        double foreign = measured.foreign();
        measured.value()
                .forEach((metric, value) -> {
                    var sample =
                            new Sample(
                                    congestion,
                                    round,
                                    subject.name(),
                                    subject.wire(),
                                    metric,
                                    value,
                                    foreign);
                    samples.add(sample);
                    progress.accept(Line.of(sample));
                });
    }
}
