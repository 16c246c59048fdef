package dev.tunnel.cli.terminal;

import dev.tunnel.cli.config.LogSettings.Format;
import dev.tunnel.cli.config.LogSettings.Level;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The three forms of a log line, without a line break.
///
/// `term` is for people and shell scripts: message first, no time (a terminal's reader sees it, the
/// journal and containers add their own), the level only where it is a warning or worse. `logfmt`
/// and `json` are for machines.
final class LogFormats {

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\\s\"=\\p{Cntrl}]|^$");

    private LogFormats() {}

    static Function<LogEntry, String> of(Format format) {
        return switch (format) {
            case TERM -> LogFormats::term;
            case LOGFMT -> LogFormats::logfmt;
            case JSON -> LogFormats::json;
        };
    }

    static String term(LogEntry entry) {
        StringBuilder line = new StringBuilder();
        if (entry.level().compareTo(Level.INFO) > 0) {
            line.append(level(entry)).append(": ");
        }
        line.append(Text.printable(entry.message()));
        entry.fields().forEach((key, value) -> pair(line, key, value));
        return line.toString();
    }

    static String logfmt(LogEntry entry) {
        StringBuilder line = new StringBuilder("time=").append(time(entry));
        pair(line, "level", level(entry));
        pair(line, "msg", entry.message());
        entry.fields().forEach((key, value) -> pair(line, key, value));
        return line.toString();
    }

    static String json(LogEntry entry) {
        StringBuilder line = new StringBuilder("{\"time\":\"").append(time(entry)).append('"');
        member(line, "level", level(entry));
        member(line, "msg", entry.message());
        entry.fields().forEach((key, value) -> member(line, key, value));
        return line.append('}').toString();
    }

    private static String level(LogEntry entry) {
        return entry.level().name().toLowerCase(Locale.ROOT);
    }

    private static String time(LogEntry entry) {
        return entry.at().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void pair(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=');
        if (NEEDS_QUOTES.matcher(value).find()) {
            quote(line, value);
        } else {
            line.append(value);
        }
    }

    private static void member(StringBuilder line, String key, String value) {
        line.append(",\"").append(key).append("\":");
        quote(line, value);
    }

    private static void quote(StringBuilder line, String value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        line.append("\\u%04x".formatted((int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
