package dev.tunnel.server.edge;

import dev.tunnel.server.database.Outage;
import dev.tunnel.server.database.Schema;
import dev.tunnel.server.sql.Sql;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/// What is live, for Prometheus: counted now and then, so that scraping costs the database nothing.
@ApplicationScoped
class PlatformMeters {
    private static final Logger LOG = Logger.getLogger(PlatformMeters.class);

    private final Sql sql;
    private final Schema schema;
    private final EventStreams streams;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile Live live = new Live(0, 0, 0);

    private record Live(long sessions, long tunnels, long edges) {}

    PlatformMeters(
            Sql sql, Schema schema, EventStreams streams, MeterRegistry meters, Clock clock) {
        this.sql = sql;
        this.schema = schema;
        this.streams = streams;
        this.meters = meters;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        gauge("tunnel.sessions", "Agents' live sessions", it -> it.live.sessions());
        gauge("tunnel.tunnels", "Open tunnels", it -> it.live.tunnels());
        gauge("tunnel.edges", "Edges whose lease has not run out", it -> it.live.edges());
        gauge(
                "tunnel.event.streams",
                "Event streams of edges to this platform",
                it -> it.streams.count());
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        if (!schema.isReady()) {
            return;
        }
        try {
            live = counted();
        } catch (RuntimeException e) {
            if (!Outage.causes(e)) {
                throw e;
            }
            LOG.debugf("Nothing is counted without the database: %s", Outage.reason(e));
        }
    }

    private Live counted() {
        return sql.one(
                """
                select (select count(*) from agent_session where ended_at is null) as sessions,
                    (select count(*) from claim) as tunnels,
                    (select count(*) from edge where revoked_at is null and lease_until > ?)
                        as edges
                """,
                row -> new Live(row.number("sessions"), row.number("tunnels"), row.number("edges")),
                clock.instant());
    }

    private void gauge(String name, String help, ToDoubleFunction<PlatformMeters> value) {
        Gauge.builder(name, this, value).description(help).register(meters);
    }
}
