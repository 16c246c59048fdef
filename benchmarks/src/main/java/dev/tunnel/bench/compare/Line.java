package dev.tunnel.bench.compare;

import dev.tunnel.bench.load.Metric;
import dev.tunnel.bench.machine.Load;
import java.util.Locale;

/// A sample as a line of progress.
final class Line {
    private Line() {}

    static String of(Sample sample) {
        return String.format(
                Locale.ROOT,
                "%-5s round %d  %-22s %-38s %10s%s",
                sample.congestion(),
                sample.round(),
                sample.subject(),
                sample.metric().title(),
                Metric.show(sample.value()),
                sample.foreign() > Load.BOUND
                        ? String.format(Locale.ROOT, "   others: %.2f cores", sample.foreign())
                        : "");
    }
}
