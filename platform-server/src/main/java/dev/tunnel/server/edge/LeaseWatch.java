package dev.tunnel.server.edge;

import dev.tunnel.server.database.Outage;
import dev.tunnel.server.database.Schema;
import dev.tunnel.server.session.Reconciliation;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Ends the sessions of edges that let their lease run out.
///
/// Any number of platforms may watch: each session is looked at again under its account's lock. A
/// platform that was away itself, or whose database was, could not be told that edges are alive, so
/// it first gives them a whole lease to say so.
@ApplicationScoped
class LeaseWatch {
    private static final Logger LOG = Logger.getLogger(LeaseWatch.class);

    private final Edges edges;
    private final Reconciliation reconciliation;
    private final Schema schema;
    private final Clock clock;
    private @Nullable Instant watchingSince;

    LeaseWatch(Edges edges, Reconciliation reconciliation, Schema schema, Clock clock) {
        this.edges = edges;
        this.reconciliation = reconciliation;
        this.schema = schema;
        this.clock = clock;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        if (!schema.isReady()) {
            return;
        }
        try {
            check();
        } catch (RuntimeException e) {
            watchingSince = null;
            if (!Outage.causes(e)) {
                throw e;
            }
        }
    }

    private void check() {
        Instant now = clock.instant();
        var lapsed = edges.lapsed(now);
        if (watchingSince == null) {
            watchingSince = now;
        }
        if (!watchingSince.plus(EdgeService.LEASE).isAfter(now)) {
            for (var edge : lapsed) {
                LOG.warnf("Edge %s did not renew its lease, its sessions end", edge);
                reconciliation.abandon(edge);
            }
        }
    }
}
