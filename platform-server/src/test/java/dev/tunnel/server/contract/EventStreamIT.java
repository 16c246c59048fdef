package dev.tunnel.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeEvent.Type;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What owners decide reaches the edge within two seconds.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class EventStreamIT {
    @Inject Database database;

    private Owner owner;
    private EdgeCalls edge;
    private Token token;
    private SessionGranted session;
    private ClaimGranted tunnel;
    private EventReader events;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        owner = Owner.signUp();
        edge = database.edge(35_000, 35_009);
        token = owner.authtoken("laptop");
        session = edge.connect(token);
        tunnel = edge.claimed(Claims.random(session, "web"));
        events = EventReader.open(edge);
    }

    @AfterEach
    void close() throws InterruptedException {
        events.close();
    }

    @Test
    void revokingAnAuthtokenClosesItsSessions() throws Exception {
        owner.revoke(token);
        assertThat(events.next())
                .isEqualTo(
                        EdgeEvent.session(
                                Type.AUTHTOKEN_REVOKED,
                                session.sessionId(),
                                session.generation(),
                                "authtoken_revoked"));
    }

    @Test
    void deletingATunnelClosesIt() throws Exception {
        owner.request().delete("/api/v1/tunnels/" + tunnel.tunnelId()).then().statusCode(204);
        assertThat(events.next()).isEqualTo(EdgeEvent.tunnel(tunnel.tunnelId(), "closed_by_owner"));
    }

    @Test
    void aTunnelThatChangesItsKindIsClosedOnce() throws Exception {
        String name = String.valueOf(tunnel.hostname()).replace(".tunnel.test", "");
        edge.claimed(Claims.tls(session, "web", name));
        assertThat(events.next()).isEqualTo(EdgeEvent.tunnel(tunnel.tunnelId(), "taken_over"));
        owner.request().delete("/api/v1/sessions/" + session.sessionId()).then().statusCode(204);
        assertThat(events.next().type()).isEqualTo(Type.SESSION_CLOSED);
    }

    @Test
    void deletingASessionClosesIt() throws Exception {
        owner.request().delete("/api/v1/sessions/" + session.sessionId()).then().statusCode(204);
        assertThat(events.next())
                .isEqualTo(
                        EdgeEvent.session(
                                Type.SESSION_CLOSED, session.sessionId(), 1, "closed_by_owner"));
    }

    @Test
    void aTakeOverOnAnotherEdgeClosesTheOldTunnel() throws Exception {
        String name = String.valueOf(tunnel.hostname()).replace(".tunnel.test", "");
        EdgeCalls other = EdgeCalls.bootstrapped();
        SessionGranted newer = other.connect(token);
        assertThat(other.claimed(Claims.http(newer, "web", name)).urls()).isEqualTo(tunnel.urls());
        assertThat(events.next()).isEqualTo(EdgeEvent.tunnel(tunnel.tunnelId(), "taken_over"));
    }

    @Test
    void comingBackOnAnotherEdgeClosesTheOldGeneration() throws Exception {
        EdgeCalls.bootstrapped().resume(token, session);
        assertThat(events.next())
                .isEqualTo(
                        EdgeEvent.session(
                                Type.SESSION_CLOSED, session.sessionId(), 1, "superseded"));
    }

    @Test
    void anEdgeHearsOnlyWhatConcernsIt() throws Exception {
        EdgeCalls other = EdgeCalls.bootstrapped();
        SessionGranted theirs = other.connect(token);
        owner.request().delete("/api/v1/sessions/" + theirs.sessionId()).then().statusCode(204);
        owner.request().delete("/api/v1/tunnels/" + tunnel.tunnelId()).then().statusCode(204);
        assertThat(events.next().tunnelId()).isEqualTo(tunnel.tunnelId());
    }

    @Test
    void twoStreamsOfOneEdgeBothHear() throws Exception {
        try (EventReader second = EventReader.open(edge)) {
            owner.request().delete("/api/v1/tunnels/" + tunnel.tunnelId()).then().statusCode(204);
            assertThat(second.next()).isEqualTo(events.next());
        }
    }

    @Test
    void aCommentShowsThatTheStreamIsAlive() throws Exception {
        assertThat(events.line(Duration.ofSeconds(15))).startsWith(":");
    }

    @Test
    void whenAnnouncementsAreNotHeardTheStreamEndsAndCanBeOpenedAgainSoon() throws Exception {
        database.text(
                """
                select pg_terminate_backend(pid)::text as text from pg_stat_activity
                where application_name = 'tunnel-platform events'
                """);
        await().atMost(EventReader.CUT).until(events::hasEnded);
        await().atMost(Duration.ofSeconds(10)).until(() -> EventReader.status(edge) == 200);
        try (EventReader again = EventReader.open(edge)) {
            owner.revoke(token);
            assertThat(again.next().type()).isEqualTo(Type.AUTHTOKEN_REVOKED);
        }
    }
}
