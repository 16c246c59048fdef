package dev.tunnel.edge.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is written of visits, a JSON object a line.
///
/// @param oneIn when sampling, one of so many visits that were served is written
/// @param file where to append; absent for standard output
public record AccessLogSettings(Mode mode, int oneIn, @Nullable Path file) {

    /// Which visits are written.
    public enum Mode {
        OFF,
        /// Everything that was not served, and one of so many others.
        SAMPLED,
        ON,
    }

    /// Nothing is written unless an operator wants it.
    public static AccessLogSettings defaults() {
        return new AccessLogSettings(Mode.OFF, 100, null);
    }

    static AccessLogSettings of(Environment env) {
        var usual = defaults();
        return new AccessLogSettings(
                mode(env),
                env.count("TUNNEL_EDGE_ACCESS_LOG_SAMPLE", usual.oneIn(), 1, 1_000_000),
                env.text("TUNNEL_EDGE_ACCESS_LOG_FILE").map(Path::of).orElse(null));
    }

    private static Mode mode(Environment env) {
        var text = env.text("TUNNEL_EDGE_ACCESS_LOG").orElse("off");
        return switch (text) {
            case "off" -> Mode.OFF;
            case "sampled" -> Mode.SAMPLED;
            case "on" -> Mode.ON;
            default -> {
                env.problem(
                        "TUNNEL_EDGE_ACCESS_LOG",
                        "must be off, sampled or on, not \"" + text + '"');
                yield Mode.OFF;
            }
        };
    }
}
