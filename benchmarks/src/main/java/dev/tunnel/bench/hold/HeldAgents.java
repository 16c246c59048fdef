package dev.tunnel.bench.hold;

import dev.tunnel.bench.load.Answer;
import dev.tunnel.bench.load.Metric;
import dev.tunnel.bench.load.OpenLoop;
import dev.tunnel.bench.machine.Load;
import dev.tunnel.bench.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Many agents on one edge, each with a TLS connection, a session and a tunnel.
public final class HeldAgents {
    private static final int WARM = 200;
    private static final int ASKED = 500;
    private static final int MORE = 400;
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int PERCENT = 100;

    private final Stack stack;
    private final int count;

    public HeldAgents(Stack stack, int count) {
        this.stack = stack;
        this.count = count;
    }

    /// A Markdown table.
    public String run() {
        try (var agents = new Agents(stack.agentPort(), stack.authtoken())) {
            agents.open(WARM);
            var memory = Footprint.Begun.of("edge", stack.edge().pid());
            double cpu = Load.cpuSeconds(stack.edge().pid());
            long start = System.nanoTime();
            int failed = agents.open(count - WARM);
            double seconds = (System.nanoTime() - start) / 1e9;
            double opening = Load.cpuSeconds(stack.edge().pid()) - cpu;
            var footprint = memory.end(count - WARM);
            double idle = idle();
            var answers = ask(agents.all());
            double more = openMore(agents.all().getFirst());
            return table(agents, failed, seconds, opening, footprint, idle, answers, more);
        }
    }

    @SuppressWarnings("TooManyParameters")
    private String table(
            Agents agents,
            int failed,
            double seconds,
            double opening,
            Footprint footprint,
            double idle,
            OpenLoop.Latencies answers,
            double more) {
        var troubles = agents.troubles();
        return "| | |\n|---|--:|\n"
                + String.format(
                        Locale.ROOT,
                        "| agents with a tunnel, afterwards; failed | %,d; %d%s |%n| time to open,"
                            + " s (tunnels a second, a client each) | %.1f (%,.0f) |%n| of that the"
                            + " edge's CPU, ms for each | %.2f |%n",
                        agents.alive(),
                        failed,
                        troubles.isEmpty() ? "" : " " + troubles,
                        seconds,
                        (count - WARM) / seconds,
                        opening * 1000 / (count - WARM))
                + footprint.row()
                + String.format(
                        Locale.ROOT,
                        "| the edge's CPU while all are idle, %% of a core | %.1f |%n"
                                + "| a request to each of %d of them, p50 / p99, µs | %s / %s |%n"
                                + "| more tunnels on one open connection, a second | %,.0f |%n",
                        idle * PERCENT,
                        ASKED,
                        Metric.show(answers.percentile(0.5)),
                        Metric.show(answers.percentile(0.99)),
                        more);
    }

    private double idle() {
        double before = Load.cpuSeconds(stack.edge().pid());
        long end = System.nanoTime() + IDLE.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return (Load.cpuSeconds(stack.edge().pid()) - before) / IDLE.toSeconds();
    }

    /// A connection and a request to agents all over the table.
    private OpenLoop.Latencies ask(List<HeldAgent> agents) {
        var open = agents.stream().filter(HeldAgent::isOpen).toList();
        var latencies = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long start = System.nanoTime();
            ask(String.valueOf(open.get((int) ((long) i * open.size() / ASKED)).host()));
            latencies[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(latencies);
        return new OpenLoop.Latencies(latencies);
    }

    private void ask(String host) {
        try (var socket = new Socket("127.0.0.1", stack.httpPort())) {
            var request = "GET / HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            new Answer(socket.getInputStream()).read();
        } catch (IOException e) {
            throw new UncheckedIOException(host, e);
        }
    }

    private static double openMore(HeldAgent agent) {
        var crowd = new Crowd(MORE);
        long start = System.nanoTime();
        for (int i = 0; i < MORE; i++) {
            agent.openMore(crowd);
        }
        int failed = crowd.await();
        return (MORE - failed) / ((System.nanoTime() - start) / 1e9);
    }
}
