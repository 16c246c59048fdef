package dev.tunnel.bench.hold;

import dev.tunnel.bench.machine.Memory;
import dev.tunnel.bench.service.Services;
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
        var millis = new ArrayList<Double>();
        var memory = new ArrayList<Double>();
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            try (var agent = stack.startHttpAgent(services, "start" + i)) {
                millis.add((System.nanoTime() - start) / 1e6);
                memory.add(Memory.resident(agent.pid()) / MIB);
            }
        }
        Collections.sort(millis);
        Collections.sort(memory);
        return String.format(
                Locale.ROOT,
                "| | median (range) |%n|---|--:|%n| agent's process started to tunnel open, ms (%d"
                    + " starts) | **%.0f** (%.0f–%.0f) |%n| its resident memory then, MiB | %.0f"
                    + " (%.0f–%.0f) |%n",
                RUNS,
                millis.get(RUNS / 2),
                millis.getFirst(),
                millis.getLast(),
                memory.get(RUNS / 2),
                memory.getFirst(),
                memory.getLast());
    }
}
