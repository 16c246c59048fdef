package dev.tunnel.server.usage;

import dev.tunnel.server.database.Outage;
import dev.tunnel.server.database.Schema;
import dev.tunnel.server.database.SchemaReady;
import dev.tunnel.server.session.PastSessions;
import dev.tunnel.server.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/// Makes room for what will be counted and forgets what is too old, a bounded amount at a time. Of
/// several platforms one does it: the one that gets the lock, which the database gives back when
/// its holder dies.
@ApplicationScoped
class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final int BATCH = 500;
    private static final int BATCHES = 200;

    private final Sql sql;
    private final UsagePartitions partitions;
    private final PastSessions past;
    private final RetentionSettings retention;
    private final Schema schema;
    private final Clock clock;

    Upkeep(
            Sql sql,
            UsagePartitions partitions,
            PastSessions past,
            RetentionSettings retention,
            Schema schema,
            Clock clock) {
        this.sql = sql;
        this.partitions = partitions;
        this.past = past;
        this.retention = retention;
        this.schema = schema;
        this.clock = clock;
    }

    void ready(@Observes SchemaReady event) {
        partitions.makeAhead();
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        if (!schema.isReady()) {
            return;
        }
        try {
            QuarkusTransaction.requiringNew().timeout(600).run(this::runAlone);
        } catch (RuntimeException e) {
            if (!Outage.causes(e)) {
                throw e;
            }
            LOG.debugf("Upkeep waits for the database: %s", Outage.reason(e));
        }
    }

    private void runAlone() {
        boolean alone =
                sql.one(
                        "select pg_try_advisory_xact_lock(hashtext('tunnel_upkeep')) as mine",
                        row -> row.flag("mine"));
        if (alone) {
            run();
        }
    }

    void run() {
        partitions.makeAhead();
        int dropped = partitions.dropOld();
        Instant before = clock.instant().minus(retention.ended());
        int forgotten = 0;
        for (int i = 0; i < BATCHES; i++) {
            int some = past.forget(before, BATCH);
            forgotten += some;
            if (some < BATCH) {
                break;
            }
        }
        if (dropped > 0 || forgotten > 0) {
            LOG.infof(
                    "Dropped %d partitions of usage, forgot %d sessions or tunnels",
                    dropped, forgotten);
        }
    }
}
