package dev.tunnel.edge.telemetry;

import java.time.Instant;
import java.time.InstantSource;

/// Where every visit's end is told: counted always, logged when the operator wants that. Any
/// thread.
public final class Visits {
    private final Outcomes outcomes;
    private final AccessLog log;
    private final InstantSource clock;

    public Visits(Outcomes outcomes, AccessLog log, InstantSource clock) {
        this.outcomes = outcomes;
        this.log = log;
        this.clock = clock;
    }

    /// Visits that are counted and not logged.
    public static Visits unlogged() {
        return new Visits(new Outcomes(), AccessLog.off(), InstantSource.system());
    }

    public Instant now() {
        return clock.instant();
    }

    /// Whether there is any point in knowing more of a visit than how it ended.
    public boolean isLogged() {
        return log.isOn();
    }

    /// @param kind `http`, `tcp` or `tls`
    /// @param outcome [Outcomes#SERVED], or the code of what the visitor was told
    public void count(String kind, String outcome) {
        outcomes.count(kind, outcome);
    }

    /// Only worth calling when visits are logged.
    public void log(AccessEntry entry) {
        log.add(entry);
    }
}
