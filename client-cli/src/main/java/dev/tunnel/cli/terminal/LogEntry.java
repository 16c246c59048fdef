package dev.tunnel.cli.terminal;

import dev.tunnel.cli.config.LogSettings.Level;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One thing that happened.
///
/// @param message the same words every time, so that it can be searched for
/// @param fields what differs, in the order in which they are shown
public record LogEntry(Instant at, Level level, String message, Map<String, String> fields) {

    public LogEntry {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// An entry.
    ///
    /// @param fields keys and values in turn
    public static LogEntry of(Instant at, Level level, String message, String... fields) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put(fields[i], fields[i + 1]);
        }
        return new LogEntry(at, level, message, map);
    }
}
