package dev.tunnel.bench.load;

import dev.tunnel.bench.process.Command;
import dev.tunnel.bench.process.Tools;
import dev.tunnel.bench.subject.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// HTTP requests in closed loop with wrk, one thread.
///
/// @param perSecond answered requests
/// @param p50 microseconds
/// @param p99 microseconds
record Wrk(double perSecond, double p50, double p99) {
    private static final Duration MORE = Duration.ofSeconds(20);
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    /// @param keepAlive false for a connection per request
    static Wrk measure(Reach reach, int connections, boolean keepAlive, Duration window) {
        var command =
                new ArrayList<>(
                        List.of(
                                Tools.path("wrk"),
                                "-t1",
                                "-c" + connections,
                                "-d" + window.toSeconds() + "s",
                                "--latency"));
        if (!keepAlive) {
            command.addAll(List.of("-H", "Connection: close"));
        }
        if (reach.host() != null) {
            command.addAll(List.of("-H", "Host: " + reach.host()));
        }
        command.add("http://127.0.0.1:" + reach.webPort() + "/");
        return read(Command.run(window.plus(MORE), command));
    }

    static Wrk read(String output) {
        if (ERRORS.matcher(output).find()) {
            throw new IllegalStateException("wrk got error answers: " + output);
        }
        return new Wrk(
                Double.parseDouble(first(RATE, output)),
                percentile("50%", output),
                percentile("99%", output));
    }

    private static double percentile(String which, String output) {
        var text = first(Pattern.compile(which + "\\s+([0-9.]+(?:us|ms|s))"), output);
        double number = Double.parseDouble(text.replaceAll("[a-z]", ""));
        return number * (text.endsWith("us") ? 1 : text.endsWith("ms") ? 1e3 : 1e6);
    }

    private static String first(Pattern pattern, String output) {
        var matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk gave no figure: " + output);
        }
        return matcher.group(1);
    }
}
