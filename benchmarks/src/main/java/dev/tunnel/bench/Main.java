package dev.tunnel.bench;

import dev.tunnel.bench.process.Tools;
import java.io.PrintStream;
import java.util.List;

/// `./dev bench`: compares, or holds many connections. Exit status: 0 done, 1 failed, 2 called
/// wrongly or tools missing.
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    /// @param arguments as [Options] reads them
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            var options = Options.of(arguments);
            var missing = Tools.missingPackages();
            if (!missing.isEmpty()) {
                err.println("bench: install first: apt install " + String.join(" ", missing));
                return USAGE;
            }
            new Bench(options, out).run();
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("bench: " + e.getMessage());
            return USAGE;
        } catch (RuntimeException e) {
            err.println("bench: " + e.getMessage());
            return FAILED;
        }
    }
}
