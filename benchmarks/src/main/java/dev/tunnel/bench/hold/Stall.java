package dev.tunnel.bench.hold;

import dev.tunnel.bench.load.Metric;
import dev.tunnel.bench.load.Row;
import dev.tunnel.bench.machine.Memory;
import dev.tunnel.bench.process.Program;
import dev.tunnel.bench.service.Services;
import dev.tunnel.bench.stack.Stack;
import dev.tunnel.bench.subject.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Readers that stop in the middle of 1 GiB beside a busy stream of the same agent.
public final class Stall {
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final int ROUNDS = 5;
    private static final int MANY = 20;
    private static final double MIB = 1024 * 1024;

    private final Stack stack;
    private final Services services;

    public Stall(Stack stack, Services services) {
        this.stack = stack;
        this.services = services;
    }

    /// A Markdown table.
    public String run() {
        var agent = stack.startAgent(services);
        speed();
        speed();
        return "| stopped readers | busy stream alone, Gbit/s | beside them | ratio of medians |"
                + " edge, MiB before → with | agent, MiB before → with |\n"
                + "|--:|--:|--:|--:|--:|--:|\n"
                + rounds(1, agent)
                + rounds(MANY, agent);
    }

    private String rounds(int readers, Program agent) {
        var alone = new ArrayList<Double>();
        var beside = new ArrayList<Double>();
        long[] edge = new long[2];
        long[] own = new long[2];
        for (int round = 0; round < ROUNDS; round++) {
            alone.add(speed());
            edge[0] = Math.max(edge[0], Memory.resident(stack.edge().pid()));
            own[0] = Math.max(own[0], Memory.resident(agent.pid()));
            var stopped = stop(readers);
            beside.add(speed());
            edge[1] = Math.max(edge[1], Memory.resident(stack.edge().pid()));
            own[1] = Math.max(own[1], Memory.resident(agent.pid()));
            stopped.getFirst().readTo(Services.BIG);
            stopped.forEach(StoppedReader::close);
        }
        return String.format(
                Locale.ROOT,
                "| %d | %s | %s | %.2f | %.0f → %.0f | %.0f → %.0f |%n",
                readers,
                show(alone),
                show(beside),
                median(beside) / median(alone),
                edge[0] / MIB,
                edge[1] / MIB,
                own[0] / MIB,
                own[1] / MIB);
    }

    private List<StoppedReader> stop(int readers) {
        var stopped = new ArrayList<StoppedReader>();
        for (int i = 0; i < readers; i++) {
            stopped.add(new StoppedReader(stack.webPort()).readTo(Services.BIG / 2 / readers));
        }
        return stopped;
    }

    private double speed() {
        var reach = new Reach(stack.bulkPort(), stack.webPort(), null);
        return Row.BULK_1.measure(reach, WINDOW).getOrDefault(Metric.DOWN_1, 0.0);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String show(List<Double> values) {
        return "**%s** (%s)"
                .formatted(
                        Metric.show(median(values)),
                        values.stream().map(Metric::show).collect(Collectors.joining(", ")));
    }
}
