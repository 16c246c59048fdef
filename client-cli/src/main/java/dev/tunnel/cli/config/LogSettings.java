package dev.tunnel.cli.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where log lines go and how they look.
///
/// @param destination absent when the user did not say: lines on standard output, or the status
///   screen where there is a terminal
/// @param format absent when the user did not say: `term`, and `logfmt` in files
public record LogSettings(@Nullable Destination destination, @Nullable Format format, Level level) {

    public static final LogSettings DEFAULT = new LogSettings(null, null, Level.INFO);

    /// Where lines go.
    public sealed interface Destination {
        record Stdout() implements Destination {}

        record Stderr() implements Destination {}

        record Nowhere() implements Destination {}

        record File(Path path) implements Destination {}

        static Destination parse(String text) {
            return switch (text) {
                case "stdout" -> new Stdout();
                case "stderr" -> new Stderr();
                case "none", "false" -> new Nowhere();
                case "" ->
                        throw new ConfigException(
                                "log is empty: write stdout, stderr, none or a file name");
                default -> new File(FilePath.of(text));
            };
        }
    }

    /// How a line looks.
    public enum Format {
        TERM,
        LOGFMT,
        JSON;

        public static Format parse(String text) {
            return oneOf(values(), "log format", text);
        }
    }

    /// How much is said.
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR;

        public static Level parse(String text) {
            return oneOf(values(), "log level", text);
        }
    }

    private static <E extends Enum<E>> E oneOf(E[] values, String what, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new ConfigException(
                                "%s \"%s\" is none of %s"
                                        .formatted(
                                                what,
                                                text,
                                                Arrays.stream(values)
                                                        .map(LogSettings::lower)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
