package dev.tunnel.bench;

import dev.tunnel.bench.compare.Plan;
import dev.tunnel.bench.load.Row;
import dev.tunnel.bench.subject.PeerChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// The command line.
///
/// @param publish whether the tables go into docs/performance.md
/// @param count connections or agents to hold
record Options(Task task, Plan plan, List<PeerChoice> peers, boolean publish, int count) {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;
    private static final int COUNT = 10_000;

    /// What to do.
    enum Task {
        COMPARE,
        HOLD_VISITORS,
        HOLD_AGENTS,
        STALL,
        STARTS,
        SERVE
    }

    static Options of(List<String> arguments) {
        var reading = new Reading();
        reading.all(arguments.iterator());
        return reading.options();
    }

    private static final class Reading {
        private Task task = Task.COMPARE;
        private List<String> congestions = List.of("reno", "bbr");
        private List<Row> rows = List.of(Row.values());
        private int rounds;
        private boolean quick;
        private boolean publish;
        private int count = COUNT;
        private final List<PeerChoice> peers = new ArrayList<>();

        void all(Iterator<String> arguments) {
            while (arguments.hasNext()) {
                var argument = arguments.next();
                switch (argument) {
                    case "compare" -> task = Task.COMPARE;
                    case "hold-visitors" -> task = Task.HOLD_VISITORS;
                    case "hold-agents" -> task = Task.HOLD_AGENTS;
                    case "stall" -> task = Task.STALL;
                    case "starts" -> task = Task.STARTS;
                    case "serve" -> task = Task.SERVE;
                    case "--quick" -> quick = true;
                    case "--publish" -> publish = true;
                    default -> valued(argument, arguments);
                }
            }
        }

        private void valued(String option, Iterator<String> rest) {
            if (!option.startsWith("--") || !rest.hasNext()) {
                throw new IllegalArgumentException("unexpected argument: " + option);
            }
            var value = rest.next();
            switch (option) {
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--count" -> count = Math.clamp(Integer.parseInt(value), 1, COUNT);
                case "--only" -> rows = rows(value);
                case "--cc" -> congestions = List.of(value.split(","));
                case "--peer" -> peers.add(PeerChoice.of(value));
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }

        private static List<Row> rows(String words) {
            var wanted = List.of(words.split(","));
            var found =
                    Arrays.stream(Row.values()).filter(row -> wanted.contains(row.word())).toList();
            if (found.size() != wanted.size()) {
                throw new IllegalArgumentException(
                        "--only takes "
                                + Arrays.stream(Row.values()).map(Row::word).toList()
                                + ", not "
                                + words);
            }
            return found;
        }

        Options options() {
            int times = rounds > 0 ? rounds : quick ? QUICK_ROUNDS : ROUNDS;
            return new Options(
                    task,
                    new Plan(congestions, rows, times, quick),
                    List.copyOf(peers),
                    publish,
                    count);
        }
    }
}
