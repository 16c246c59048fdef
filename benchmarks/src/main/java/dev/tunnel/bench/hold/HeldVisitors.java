package dev.tunnel.bench.hold;

import dev.tunnel.bench.load.Metric;
import dev.tunnel.bench.load.OpenLoop;
import dev.tunnel.bench.process.Program;
import dev.tunnel.bench.service.Services;
import dev.tunnel.bench.stack.Stack;
import dev.tunnel.bench.subject.Reach;
import java.time.Duration;
import java.util.Locale;

/// Ten thousand public connections that have been served once and wait: HTTP ones shared by two
/// agents (one carries at most 8,192 streams), then TCP ones (4,096 a tunnel).
public final class HeldVisitors {
    private static final OpenLoop QUESTIONS = new OpenLoop(4, 400, Duration.ofSeconds(5));
    private static final int TCP = 4000;
    private static final int WARM = 500;

    private final Stack stack;
    private final Services services;
    private final int count;

    public HeldVisitors(Stack stack, Services services, int count) {
        this.stack = stack;
        this.services = services;
        this.count = count;
    }

    /// A Markdown table.
    public String run() {
        var agent = stack.startAgent(services);
        stack.startHttpAgent(services, "second");
        var http = new Reach(0, stack.httpPort(), stack.httpHost());
        var other = new Reach(0, stack.httpPort(), stack.hostOf("second"));
        var tcp = new Reach(0, stack.webPort(), null);
        try (var warm = new IdleVisitors()) {
            warm.open(http, WARM);
            warm.open(other, WARM);
            warm.open(tcp, WARM);
        }
        QUESTIONS.measure(http);
        return "| | |\n|---|--:|\n"
                + hold("HTTP", agent, count, http, other)
                + hold("TCP", agent, Math.min(count, TCP), tcp);
    }

    private String hold(String kind, Program agent, int wanted, Reach... reaches) {
        var edgeMemory = Footprint.Begun.of("edge", stack.edge().pid());
        var agentMemory = Footprint.Begun.of("agent", agent.pid());
        var quiet = QUESTIONS.measure(reaches[0]);
        try (var visitors = new IdleVisitors()) {
            long start = System.nanoTime();
            int failed = 0;
            for (var reach : reaches) {
                failed = visitors.open(reach, wanted / reaches.length);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            var edge = edgeMemory.end(wanted);
            var own = agentMemory.end(wanted / reaches.length);
            var held = QUESTIONS.measure(reaches[0]);
            return String.format(
                            Locale.ROOT,
                            "| **%,d idle %s connections**, open afterwards; failed | %,d; %d |%n|"
                                + " time to open and serve each once, s (a second) | %.1f (%,.0f)"
                                + " |%n",
                            wanted,
                            kind,
                            visitors.alive(),
                            failed,
                            seconds,
                            wanted / seconds)
                    + edge.row()
                    + own.row()
                    + answers(quiet, held);
        }
    }

    static String answers(OpenLoop.Latencies quiet, OpenLoop.Latencies held) {
        return "| another visitor's answers, p50 / p99, µs, without them | %s / %s |%n| the same beside them | %s / %s |%n"
                .formatted(
                        Metric.show(quiet.percentile(0.5)),
                        Metric.show(quiet.percentile(0.99)),
                        Metric.show(held.percentile(0.5)),
                        Metric.show(held.percentile(0.99)));
    }
}
