package dev.tunnel.bench.load;

import dev.tunnel.bench.subject.Reach;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// One kind of load; a window of it gives one or two figures.
public enum Row {
    BULK_1 {
        @Override
        public Map<Metric, Double> measure(Reach reach, Duration window) {
            return bulk(reach, 1, Metric.DOWN_1, Metric.UP_1, window);
        }
    },
    BULK_8 {
        @Override
        public Map<Metric, Double> measure(Reach reach, Duration window) {
            return bulk(reach, STREAMS, Metric.DOWN_8, Metric.UP_8, window);
        }
    },
    KEEP_ALIVE {
        @Override
        public Map<Metric, Double> measure(Reach reach, Duration window) {
            var wrk = Wrk.measure(reach, CONNECTIONS, true, window);
            return both(Metric.KEEP_ALIVE, wrk.perSecond(), Metric.KEEP_ALIVE_P99, wrk.p99() / 1e3);
        }
    },
    CLOSE {
        @Override
        public Map<Metric, Double> measure(Reach reach, Duration window) {
            var wrk = Wrk.measure(reach, CONNECTIONS, false, window);
            return both(Metric.CLOSE, wrk.perSecond(), Metric.CLOSE_P99, wrk.p99() / 1e3);
        }
    },
    ONE {
        @Override
        public Map<Metric, Double> measure(Reach reach, Duration window) {
            var wrk = Wrk.measure(reach, 1, true, window);
            return both(Metric.ONE_P50, wrk.p50(), Metric.ONE_P99, wrk.p99());
        }
    },
    RATE {
        @Override
        public Map<Metric, Double> measure(Reach reach, Duration window) {
            var latencies = new OpenLoop(RATE_CONNECTIONS, OFFERED, window).measure(reach);
            return both(
                    Metric.RATE_P50,
                    latencies.percentile(0.50),
                    Metric.RATE_P99,
                    latencies.percentile(0.99));
        }
    };

    private static final int STREAMS = 8;
    private static final int CONNECTIONS = 50;
    private static final int RATE_CONNECTIONS = 10;
    private static final int OFFERED = 2000;

    /// Loads a way to the services for one window.
    public abstract Map<Metric, Double> measure(Reach reach, Duration window);

    /// Whether it goes through a way that carries HTTP only.
    public boolean fits(Reach reach) {
        return reach.bulkPort() != 0 || (this != BULK_1 && this != BULK_8);
    }

    /// As it is called on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<Metric, Double> bulk(
            Reach reach, int streams, Metric down, Metric up, Duration window) {
        return both(
                down,
                Iperf.measure(reach.bulkPort(), streams, true, window),
                up,
                Iperf.measure(reach.bulkPort(), streams, false, window));
    }

    private static Map<Metric, Double> both(Metric one, double first, Metric two, double second) {
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(one, first);
        figures.put(two, second);
        return figures;
    }
}
