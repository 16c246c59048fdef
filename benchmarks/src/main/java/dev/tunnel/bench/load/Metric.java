package dev.tunnel.bench.load;

import java.util.Locale;

/// One kind of figure.
public enum Metric {
    DOWN_1("1 stream, to the visitor", "Gbit/s", true),
    UP_1("1 stream, to the service", "Gbit/s", true),
    DOWN_8("8 streams, to the visitor", "Gbit/s", true),
    UP_8("8 streams, to the service", "Gbit/s", true),
    KEEP_ALIVE("keep-alive ×50", "req/s", true),
    KEEP_ALIVE_P99("p99 there", "ms", false),
    CLOSE("a connection per request ×50", "req/s", true),
    CLOSE_P99("p99 there", "ms", false),
    ONE_P50("1 connection, p50", "µs", false),
    ONE_P99("1 connection, p99", "µs", false),
    RATE_P50("2,000 req/s offered, p50", "µs", false),
    RATE_P99("2,000 req/s offered, p99", "µs", false);

    private static final double MANY = 100;
    private static final double SOME = 10;

    private final String title;
    private final String unit;
    private final boolean more;

    Metric(String title, String unit, boolean more) {
        this.title = title;
        this.unit = unit;
        this.more = more;
    }

    public String title() {
        return title + ", " + unit;
    }

    /// Whether more is better, so that a ratio to the direct path says something.
    public boolean isThroughput() {
        return more;
    }

    /// A figure with as many digits as it deserves.
    public static String show(double value) {
        if (value >= MANY) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, value >= SOME ? "%.1f" : "%.2f", value);
    }
}
