package dev.tunnel.cli.terminal;

import dev.tunnel.cli.config.LogSettings.Level;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/// Where the agent says what happens. Never blocks.
public final class Log {

    private final Clock clock;
    private final Level level;
    private final List<Consumer<LogEntry>> sinks;

    /// A log that hands entries to every sink.
    ///
    /// @param level entries below it are left out
    public Log(Clock clock, Level level, List<Consumer<LogEntry>> sinks) {
        this.clock = clock;
        this.level = level;
        this.sinks = List.copyOf(sinks);
    }

    /// Says that something happened.
    ///
    /// @param fields keys and values in turn
    public void add(Level at, String message, String... fields) {
        if (at.compareTo(level) >= 0) {
            LogEntry entry = LogEntry.of(clock.instant(), at, message, fields);
            sinks.forEach(sink -> sink.accept(entry));
        }
    }

    public void info(String message, String... fields) {
        add(Level.INFO, message, fields);
    }

    public void warn(String message, String... fields) {
        add(Level.WARN, message, fields);
    }
}
