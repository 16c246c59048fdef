package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeEvent.Type;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.session.Reconciliation;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A heartbeat puts right what either side missed.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class ReconciliationIT {
    @Inject Database database;
    @Inject Reconciliation reconciliation;

    private EdgeCalls edge;
    private Token token;
    private SessionGranted session;
    private ClaimGranted tunnel;

    @BeforeEach
    void serve() {
        edge = database.edge(33_000, 33_009);
        token = database.token();
        session = edge.connect(token, "laptop");
        tunnel = edge.claimed(Claims.random(session, "web"));
    }

    @Test
    void whatIsServedRightlyIsLeftAlone() {
        assertThat(edge.heartbeat(List.of(session), List.of(tunnel))).isEmpty();
        assertThat(live(session)).isTrue();
    }

    @Test
    void aSessionThatIsUnknownOrOverIsToBeClosed() {
        SessionGranted unknown =
                new SessionGranted(UUID.randomUUID(), "", 1, token.account(), "team", 1, null);
        edge.end(session, "connection_lost");
        assertThat(edge.heartbeat(List.of(unknown, session), List.of()))
                .containsExactly(
                        EdgeEvent.session(Type.SESSION_CLOSED, unknown.sessionId(), 1, "unknown"),
                        EdgeEvent.session(
                                Type.SESSION_CLOSED, session.sessionId(), 1, "connection_lost"));
    }

    @Test
    void anOlderGenerationIsToBeClosedAndOnlyThat() {
        SessionGranted again = edge.resume(token, session);
        assertThat(edge.heartbeat(List.of(session), List.of()))
                .containsExactly(
                        EdgeEvent.session(
                                Type.SESSION_CLOSED, session.sessionId(), 1, "superseded"));
        assertThat(edge.heartbeat(List.of(again), List.of(tunnel))).isEmpty();
    }

    @Test
    void aRevokedAuthtokenIsFoundThoughItsEventWasMissed() {
        Owner owner = Owner.signUp();
        Token revoked = owner.authtoken("laptop");
        SessionGranted cut = edge.connect(revoked);
        owner.revoke(revoked);
        assertThat(edge.heartbeat(List.of(cut), List.of()))
                .containsExactly(
                        EdgeEvent.session(
                                Type.AUTHTOKEN_REVOKED, cut.sessionId(), 1, "authtoken_revoked"));
    }

    @Test
    void aTunnelThatIsUnknownOrClosedIsToBeClosed() {
        UUID unknown = UUID.randomUUID();
        edge.release(tunnel, session.generation());
        ClaimGranted stranger = new ClaimGranted(unknown, null, null, List.of());
        assertThat(edge.heartbeat(List.of(session), List.of(tunnel, stranger)))
                .containsExactlyInAnyOrder(
                        EdgeEvent.tunnel(tunnel.tunnelId(), "closed"),
                        EdgeEvent.tunnel(unknown, "unknown"));
    }

    @Test
    void whatTheEdgeDoesNotServeForLongIsEnded() {
        edge.heartbeat(List.of(), List.of());
        assertThat(live(session)).as("a grant may still be under way").isTrue();
        age();
        edge.heartbeat(List.of(session), List.of());
        assertThat(live(session)).isTrue();
        assertThat(open(tunnel)).isFalse();
        edge.heartbeat(List.of(), List.of());
        assertThat(live(session)).isFalse();
    }

    @Test
    void theSessionsOfALostEdgeEndAndTheirNamesAreFree() {
        reconciliation.abandon(edgeId());
        assertThat(live(session)).isFalse();
        String host = String.valueOf(tunnel.hostname());
        assertThat(database.count("select count(*) as count from hostname where host = ?", host))
                .isZero();
    }

    @Test
    void anEdgeThatWasOnlyUnheardGetsItsSessionsAndTunnelsBack() {
        reconciliation.abandon(edgeId());
        assertThat(edge.heartbeat(List.of(session), List.of(tunnel))).isEmpty();
        assertThat(live(session)).isTrue();
        assertThat(open(tunnel)).isTrue();
        assertThat(edge.claimed(Claims.random(session, "web"))).isEqualTo(tunnel);
    }

    @Test
    void aClaimThatComesBeforeTheHeartbeatOfAnUnheardEdgeIsToBeTriedAgain() {
        reconciliation.abandon(edgeId());
        assertRefused(edge.claim(Claims.random(session, "late")), ProblemCode.UNAVAILABLE);
        edge.heartbeat(List.of(session), List.of(tunnel));
        edge.claimed(Claims.random(session, "late"));
    }

    @Test
    void aNameThatSomebodyGotMeanwhileDoesNotComeBack() {
        String name = "n" + UUID.randomUUID().toString().substring(0, 12);
        ClaimGranted lost = edge.claimed(Claims.http(session, "named", name));
        reconciliation.abandon(edgeId());
        EdgeCalls other = EdgeCalls.bootstrapped();
        other.claimed(Claims.http(other.connect(database.token()), "web", name));
        assertThat(edge.heartbeat(List.of(session), List.of(tunnel, lost)))
                .containsExactly(EdgeEvent.tunnel(lost.tunnelId(), "session_ended"));
        assertThat(open(tunnel)).isTrue();
    }

    /// As if everything had been granted a while ago.
    private void age() {
        database.run(
                "update agent_session set granted_at = granted_at - interval '5 minutes'"
                        + " where id = ?",
                session.sessionId());
        database.run(
                "update tunnel set claimed_at = claimed_at - interval '5 minutes' where id = ?",
                tunnel.tunnelId());
    }

    private UUID edgeId() {
        return UUID.fromString(
                database.text("select id::text as text from edge where name = ?", edge.name()));
    }

    private boolean live(SessionGranted of) {
        return database.count(
                        "select count(*) as count from agent_session"
                                + " where id = ? and ended_at is null",
                        of.sessionId())
                == 1;
    }

    private boolean open(ClaimGranted of) {
        return database.count(
                        "select count(*) as count from claim where tunnel_id = ?", of.tunnelId())
                == 1;
    }
}
