package dev.tunnel.server.certificate;

import dev.tunnel.server.database.Outage;
import dev.tunnel.server.database.Schema;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/// Forgets certificates that ended a month ago, and names for which none came.
@ApplicationScoped
class CertificateUpkeep {
    static final Duration KEPT = Duration.ofDays(30);

    private final Certificates certificates;
    private final Schema schema;
    private final Clock clock;

    CertificateUpkeep(Certificates certificates, Schema schema, Clock clock) {
        this.certificates = certificates;
        this.schema = schema;
        this.clock = clock;
    }

    @Scheduled(every = "6h", delayed = "5m")
    void tick() {
        if (!schema.isReady()) {
            return;
        }
        try {
            certificates.forget(clock.instant().minus(KEPT));
        } catch (RuntimeException e) {
            if (!Outage.causes(e)) {
                throw e;
            }
        }
    }
}
