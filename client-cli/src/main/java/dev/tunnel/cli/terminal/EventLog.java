package dev.tunnel.cli.terminal;

import dev.tunnel.cli.config.LogSettings.Level;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.forward.LocalFailures;
import dev.tunnel.cli.session.SessionListener;
import dev.tunnel.cli.session.SessionState;
import dev.tunnel.cli.session.TunnelView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What happens to the session, as log lines. Their words are an interface: scripts look for them.
public final class EventLog implements SessionListener, LocalFailures {

    private static final Duration REPEAT = Duration.ofSeconds(10);

    private final Log log;
    private final Clock clock;
    private final Map<String, Instant> lastFailure = new HashMap<>();

    public EventLog(Log log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void onState(SessionState state) {
        switch (state) {
            case SessionState.Connecting _ -> log.add(Level.DEBUG, "session connecting");
            case SessionState.Online(var account, var edge, _, _) ->
                    log.info("session online", "account", account, "edge", edge);
            case SessionState.Retrying(_, var delay, var cause) ->
                    log.warn("session offline", "retry_in", seconds(delay), "reason", cause);
            case SessionState.Stopped(var outcome) ->
                    log.add(Level.DEBUG, "session stopped", "reason", outcome.message());
        }
    }

    /// One line per URL, always in this form.
    @Override
    public void onTunnelOnline(TunnelView tunnel, boolean changed) {
        for (String url : tunnel.urls()) {
            log.info(
                    "tunnel online",
                    "url",
                    url,
                    "target",
                    tunnel.definition().target().toString(),
                    "name",
                    tunnel.name());
        }
    }

    @Override
    public void onTunnelLost(String name, String message) {
        log.warn("tunnel closed", "name", name, "reason", message);
    }

    @Override
    public void onNotice(Level level, String message) {
        log.add(level, message);
    }

    /// A busy tunnel without its service would fill the log: one line every ten seconds is enough.
    @Override
    public void onUnreachable(TunnelDefinition tunnel, String cause) {
        Instant now = clock.instant();
        Instant last = lastFailure.get(tunnel.name());
        if (last == null || Duration.between(last, now).compareTo(REPEAT) >= 0) {
            lastFailure.put(tunnel.name(), now);
            log.warn(
                    "local service unreachable",
                    "target",
                    tunnel.target().toString(),
                    "name",
                    tunnel.name(),
                    "reason",
                    cause);
        }
    }

    @Override
    public void onReachable(TunnelDefinition tunnel) {
        lastFailure.remove(tunnel.name());
        log.info(
                "local service reachable",
                "target",
                tunnel.target().toString(),
                "name",
                tunnel.name());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
    }
}
