package dev.tunnel.bench;

import dev.tunnel.bench.compare.Comparison;
import dev.tunnel.bench.compare.Sample;
import dev.tunnel.bench.hold.HeldAgents;
import dev.tunnel.bench.hold.HeldVisitors;
import dev.tunnel.bench.hold.Stall;
import dev.tunnel.bench.hold.Starts;
import dev.tunnel.bench.machine.Congestion;
import dev.tunnel.bench.machine.Machine;
import dev.tunnel.bench.report.Report;
import dev.tunnel.bench.report.Tables;
import dev.tunnel.bench.service.Services;
import dev.tunnel.bench.stack.Checkout;
import dev.tunnel.bench.stack.Stack;
import dev.tunnel.bench.subject.Direct;
import dev.tunnel.bench.subject.OwnHttp;
import dev.tunnel.bench.subject.OwnTcp;
import dev.tunnel.bench.subject.Peers;
import dev.tunnel.bench.subject.Subject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One run of the benchmark.
final class Bench {
    private final Options options;
    private final PrintStream out;
    private final Machine machine = Machine.here();
    private final Path results = Checkout.root().resolve(".data/bench");
    private final Path folder = results.resolve("run-" + ProcessHandle.current().pid());

    Bench(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    void run() {
        out.println(machine);
        if (!machine.isolated()) {
            out.println(
                    "no network namespace of its own: root is needed for one; figures are rough");
        }
        if (!Congestion.reusePorts()) {
            out.println(
                    "local ports cannot be set up: a connection per request may run out of them");
        }
        if (options.task() == Options.Task.COMPARE) {
            compareAll();
            return;
        }
        Congestion.use(options.plan().congestions().getFirst());
        try (var services = new Services(folder.resolve("services"));
                var stack = new Stack(folder.resolve("ours"))) {
            switch (options.task()) {
                case HOLD_VISITORS ->
                        publish(
                                "visitors",
                                new HeldVisitors(stack, services, options.count()).run());
                case HOLD_AGENTS -> publish("agents", new HeldAgents(stack, options.count()).run());
                case STALL -> publish("stall", new Stall(stack, services).run());
                case STARTS -> publish("starts", new Starts(stack, services).run());
                case SERVE -> serve(services, stack);
                case COMPARE -> throw new IllegalStateException("has a stack for each table");
            }
        }
    }

    /// A connection keeps the congestion control that it was opened with, and a tunnel's own lives
    /// long: so everything starts anew for each table.
    private void compareAll() {
        var samples = new ArrayList<Sample>();
        for (var congestion : options.plan().congestions()) {
            if (!Congestion.use(congestion) && !Congestion.current().equals(congestion)) {
                out.println("no table for " + congestion + ": it cannot be chosen here");
                continue;
            }
            var place = folder.resolve(congestion);
            try (var services = new Services(place.resolve("services"));
                    var stack = new Stack(place.resolve("ours"))) {
                samples.addAll(compare(congestion, services, stack, place));
            }
        }
        out.println(Report.save(results, "compare", machine, samples));
        publish("compare", new Tables(samples).markdown());
    }

    private List<Sample> compare(String congestion, Services services, Stack stack, Path place) {
        stack.startAgent(services);
        var subjects = new ArrayList<Subject>(List.of(new OwnTcp(stack), new OwnHttp(stack)));
        try {
            for (var peer : options.peers()) {
                subjects.addAll(Peers.start(peer, services, place.resolve("peers")));
            }
            return new Comparison(options.plan(), new Direct(services), subjects, out::println)
                    .run(congestion);
        } finally {
            subjects.reversed().forEach(Subject::close);
        }
    }

    /// For profilers: stays until it is killed.
    private void serve(Services services, Stack stack) {
        var agent = stack.startAgent(services);
        out.printf(
                "pid=%d edge=%d agent=%d http=%d host=%s web=%d bulk=%d%n",
                ProcessHandle.current().pid(),
                stack.edge().pid(),
                agent.pid(),
                stack.httpPort(),
                stack.httpHost(),
                stack.webPort(),
                stack.bulkPort());
        agent.awaitEnd();
    }

    private void publish(String name, String text) {
        out.println(text);
        if (options.publish()) {
            Report.publish(Checkout.root().resolve("docs/performance.md"), name, text);
        }
    }
}
