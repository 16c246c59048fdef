package dev.tunnel.cli.session;

import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.inspect.AgentFacts;
import dev.tunnel.cli.inspect.TunnelFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// A session in the words that the screen and the inspector show.
public final class AgentReport implements Supplier<AgentFacts> {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Session session;
    private final Settings settings;
    private final String version;
    private final Clock clock;

    public AgentReport(Session session, Settings settings, String version, Clock clock) {
        this.session = session;
        this.settings = settings;
        this.version = version;
        this.clock = clock;
    }

    @Override
    public AgentFacts get() {
        SessionView view = session.view();
        SessionState state = view.state();
        Duration roundTrip = view.roundTrip();
        return new AgentFacts(
                version,
                settings.serverName(),
                state.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                detail(state, view.stateSince()),
                state instanceof SessionState.Online online ? online.account() : "",
                roundTrip == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(roundTrip.toNanos() / NANOS_PER_MILLI),
                view.tunnels().stream().map(AgentReport::facts).toList());
    }

    /// The edge that the session is on; empty while it is on none.
    public String edge() {
        return session.view().state() instanceof SessionState.Online online ? online.edge() : "";
    }

    /// By tunnel, whether its local service is there: `unknown`, `ok`, or why not.
    public Map<String, String> health() {
        Map<String, String> health = new LinkedHashMap<>();
        for (TunnelView tunnel : session.view().tunnels()) {
            health.put(tunnel.name(), tunnel.traffic().health().state());
        }
        return health;
    }

    private String detail(SessionState state, Instant since) {
        return switch (state) {
            case SessionState.Connecting(var failures) ->
                    failures == 0 ? "" : "attempt " + (failures + 1);
            case SessionState.Online _ -> "";
            case SessionState.Retrying(_, var delay, var cause) ->
                    "in %d s: %s".formatted(left(since.plus(delay)), cause);
            case SessionState.Stopped(var outcome) -> outcome.message();
        };
    }

    private long left(Instant due) {
        Duration left = Duration.between(clock.instant(), due);
        return left.isNegative() ? 0 : left.plusMillis(999).toSeconds();
    }

    private static TunnelFacts facts(TunnelView tunnel) {
        return new TunnelFacts(
                tunnel.name(),
                tunnel.definition().proto().wire(),
                tunnel.urls(),
                tunnel.definition().target().toString(),
                tunnel.definition().inspect(),
                tunnel.traffic().facts());
    }
}
