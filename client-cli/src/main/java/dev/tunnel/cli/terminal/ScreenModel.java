package dev.tunnel.cli.terminal;

import dev.tunnel.cli.inspect.AgentFacts;
import java.util.List;
import java.util.Map;

/// What the screen shows, at one moment.
///
/// @param edge empty while there is none
/// @param health of the local services, by tunnel: `unknown`, `ok`, or why one cannot be reached
/// @param inspectorUrl empty where there is no inspector
/// @param requests the last ones, oldest first
/// @param log oldest first
public record ScreenModel(
        AgentFacts agent,
        String edge,
        Map<String, String> health,
        String inspectorUrl,
        List<RequestLine> requests,
        List<LogEntry> log) {

    public ScreenModel {
        health = Map.copyOf(health);
        requests = List.copyOf(requests);
        log = List.copyOf(log);
    }
}
