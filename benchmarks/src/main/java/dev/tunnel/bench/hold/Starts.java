package dev.tunnel.bench.hold;

import dev.tunnel.bench.machine.Memory;
import dev.tunnel.bench.service.Services;
import dev.tunnel.bench.stack.Checkout;
import dev.tunnel.bench.stack.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;

/// From starting the agent's process to its tunnel being open.
public final class Starts {
    private static final int RUNS = 12;
    private static final double MIB = 1024 * 1024;

    private final Stack stack;
    private final Services services;

    public Starts(Stack stack, Services services) {
        this.stack = stack;
        this.services = services;
    }

    /// A Markdown table.
    public String run() {
        var table =
                new StringBuilder(
                        "| agent | process started to tunnel open, ms: median (range) | its"
                                + " resident memory then, MiB |\n"
                                + "|---|--:|--:|\n");
        table.append(row("of the checkout", Checkout.tunnel()));
        stack.packagedAgent()
                .ifPresent(program -> table.append(row("of the archive, AOT cache", program)));
        return table.toString();
    }

    private String row(String title, String program) {
        var millis = new ArrayList<Double>();
        var memory = new ArrayList<Double>();
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            try (var agent = stack.startHttpAgent(services, "start" + i, program)) {
                millis.add((System.nanoTime() - start) / 1e6);
                memory.add(Memory.resident(agent.pid()) / MIB);
            }
        }
        Collections.sort(millis);
        Collections.sort(memory);
        return String.format(
                Locale.ROOT,
                "| %s, %d starts | **%.0f** (%.0f–%.0f) | %.0f (%.0f–%.0f) |%n",
                title,
                RUNS,
                millis.get(RUNS / 2),
                millis.getFirst(),
                millis.getLast(),
                memory.get(RUNS / 2),
                memory.getFirst(),
                memory.getLast());
    }
}
