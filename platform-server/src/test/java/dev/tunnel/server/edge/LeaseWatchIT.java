package dev.tunnel.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database;
import dev.tunnel.server.contract.EdgeCalls;
import dev.tunnel.server.contract.WithEdge;
import dev.tunnel.server.database.Schema;
import dev.tunnel.server.session.Reconciliation;
import dev.tunnel.server.testing.MovableClock;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class LeaseWatchIT {
    @Inject Database database;
    @Inject Edges edges;
    @Inject Reconciliation reconciliation;
    @Inject Schema schema;

    private final MovableClock clock = new MovableClock();
    private EdgeCalls edge;
    private SessionGranted session;
    private LeaseWatch watch;

    @BeforeEach
    void connect() {
        edge = database.edge(36_000, 36_009);
        session = edge.connect(database.token());
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        watch = new LeaseWatch(edges, reconciliation, schema, clock);
    }

    @Test
    void theSessionsOfAnEdgeThatIsNotHeardForAWholeLeaseEnd() {
        watch.tick();
        clock.advance(EdgeService.LEASE.plusSeconds(5));
        watch.tick();
        assertThat(isLive()).isFalse();
    }

    @Test
    void anEdgeThatRenewsItsLeaseKeepsItsSessions() {
        watch.tick();
        clock.advance(EdgeService.LEASE.minusSeconds(5));
        watch.tick();
        assertThat(isLive()).isTrue();
    }

    @Test
    void aPlatformThatWasAwayFirstGivesEdgesTheTimeToBeHeard() {
        clock.advance(Duration.ofHours(1));
        watch.tick();
        clock.advance(EdgeService.LEASE.minusSeconds(1));
        watch.tick();
        assertThat(isLive()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        watch.tick();
        assertThat(isLive()).isFalse();
    }

    @Test
    void twoPlatformsThatWatchDoNotDisturbEachOther() {
        LeaseWatch second = new LeaseWatch(edges, reconciliation, schema, clock);
        watch.tick();
        second.tick();
        clock.advance(EdgeService.LEASE.plusSeconds(5));
        watch.tick();
        second.tick();
        assertThat(isLive()).isFalse();
        assertThat(edge.heartbeat(List.of(session), List.of())).isEmpty();
        assertThat(isLive()).isTrue();
    }

    private boolean isLive() {
        return database.count(
                        "select count(*) as count from agent_session"
                                + " where id = ? and ended_at is null",
                        session.sessionId())
                == 1;
    }
}
