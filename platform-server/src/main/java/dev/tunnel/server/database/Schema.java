package dev.tunnel.server.database;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/// Brings the schema up to date when the process starts and checks that the entities fit it. While
/// the database cannot be reached the platform runs all the same, answers 503, and tries again; a
/// schema that does not fit stops the process.
@ApplicationScoped
public final class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Flyway flyway;
    private final EntityManagerFactory entities;
    private final Event<SchemaReady> readyEvent;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean ready;

    Schema(Flyway flyway, EntityManagerFactory entities, Event<SchemaReady> readyEvent) {
        this.flyway = flyway;
        this.entities = entities;
        this.readyEvent = readyEvent;
    }

    /// Whether requests can use the database; stays true when it goes away later.
    public boolean isReady() {
        return ready;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        if (!attempt()) {
            Thread.ofVirtual().name("schema").start(this::keepTrying);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void keepTrying() {
        try {
            while (!stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (attempt()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The schema does not fit, stopping", e);
            Quarkus.asyncExit(1);
        }
    }

    private boolean attempt() {
        try {
            flyway.migrate();
            entities.getSchemaManager().validate();
            readyEvent.fire(new SchemaReady());
            ready = true;
            return true;
        } catch (Exception e) {
            if (Outage.causes(e)) {
                LOG.warnf("Waiting for the database: %s", Outage.reason(e));
                return false;
            }
            throw new IllegalStateException("The database schema cannot be used", e);
        }
    }
}
