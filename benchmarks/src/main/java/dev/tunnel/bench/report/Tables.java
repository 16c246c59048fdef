package dev.tunnel.bench.report;

import dev.tunnel.bench.compare.Sample;
import dev.tunnel.bench.load.Metric;
import dev.tunnel.bench.machine.Load;
import dev.tunnel.bench.subject.Direct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Samples as Markdown: a table for each congestion control, a row for each figure, a column for
/// each subject. A cell is the median, its range, and for throughput the ratio to the direct path.
public final class Tables {
    private final List<Sample> samples;

    public Tables(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    public String markdown() {
        return samples.stream()
                .map(Sample::congestion)
                .distinct()
                .map(this::table)
                .collect(Collectors.joining("\n"));
    }

    private String table(String congestion) {
        var subjects = subjects(congestion);
        var lines = new ArrayList<String>();
        lines.add("**%s**, %s".formatted(congestion, noise(congestion)));
        lines.add("");
        lines.add("| | " + String.join(" | ", subjects.keySet()) + " |");
        lines.add("|---" + "|--:".repeat(subjects.size()) + "|");
        lines.add("| *agent–server* | " + String.join(" | ", subjects.values()) + " |");
        for (var metric : Metric.values()) {
            line(congestion, metric, subjects, false).ifPresent(lines::add);
            if (metric == Metric.KEEP_ALIVE) {
                line(congestion, metric, subjects, true).ifPresent(lines::add);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private Map<String, String> subjects(String congestion) {
        var subjects = new LinkedHashMap<String, String>();
        samples.stream()
                .filter(sample -> sample.congestion().equals(congestion))
                .forEach(sample -> subjects.putIfAbsent(sample.subject(), sample.wire()));
        return subjects;
    }

    private String noise(String congestion) {
        var warm =
                samples.stream()
                        .filter(s -> s.congestion().equals(congestion) && s.round() > 0)
                        .toList();
        long noisy = warm.stream().filter(sample -> sample.foreign() > Load.BOUND).count();
        int rounds = warm.stream().mapToInt(Sample::round).max().orElse(0);
        return "%d rounds; %d of %d figures were taken while others used more than %.2f core"
                .formatted(rounds, noisy, warm.size(), Load.BOUND);
    }

    private Optional<String> line(
            String congestion, Metric metric, Map<String, String> subjects, boolean cold) {
        var direct = summary(congestion, metric, Direct.NAME, cold);
        var cells = new ArrayList<String>();
        for (var subject : subjects.keySet()) {
            cells.add(
                    summary(congestion, metric, subject, cold)
                            .map(found -> cell(found, metric, subject, direct))
                            .orElse("–"));
        }
        if (cells.stream().allMatch("–"::equals)) {
            return Optional.empty();
        }
        var title = cold ? metric.title() + ", first 5 s" : metric.title();
        return Optional.of("| " + title + " | " + String.join(" | ", cells) + " |");
    }

    private Optional<Summary> summary(
            String congestion, Metric metric, String subject, boolean cold) {
        var values =
                samples.stream()
                        .filter(s -> s.congestion().equals(congestion))
                        .filter(s -> s.metric() == metric && s.subject().equals(subject))
                        .filter(s -> cold == (s.round() == 0))
                        .map(Sample::value)
                        .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Summary.of(values));
    }

    private static String cell(
            Summary found, Metric metric, String subject, Optional<Summary> direct) {
        var text = new StringBuilder("**" + Metric.show(found.median()) + "**");
        if (found.least() < found.most()) {
            text.append(
                    " (%s–%s)".formatted(Metric.show(found.least()), Metric.show(found.most())));
        }
        if (metric.isThroughput() && direct.isPresent() && !subject.equals(Direct.NAME)) {
            double ratio = found.median() / direct.get().median();
            text.append(String.format(Locale.ROOT, " %.2f×", ratio));
        }
        return text.toString();
    }
}
