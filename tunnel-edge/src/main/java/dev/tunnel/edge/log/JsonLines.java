package dev.tunnel.edge.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// Writes events, each a JSON object on a line of its own: `timestamp`, `level`, `loggerName`,
/// `message`, and `stackTrace` where there is one. The platform's lines have the same names.
final class JsonLines {
    private static final char FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private final PrintStream out;
    private final Clock clock;

    JsonLines(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    void write(Level level, String logger, @Nullable String message, @Nullable Throwable thrown) {
        var line = new StringBuilder(256).append('{');
        field(line, "timestamp", clock.instant().toString());
        field(line.append(','), "level", level.name());
        field(line.append(','), "loggerName", logger);
        field(line.append(','), "message", message == null ? "" : message);
        if (thrown != null) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            field(line.append(','), "stackTrace", trace.toString());
        }
        out.println(line.append('}'));
    }

    private static void field(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < FIRST_PRINTABLE || c == DELETE || Character.isSurrogate(c)) {
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
