package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeEvent.Type;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an administrator takes away is closed on the edge within two seconds.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class SuspensionIT {
    @Inject Database database;
    @Inject Sql sql;

    private Person admin;
    private Owner owner;
    private EdgeCalls edge;
    private Token token;
    private SessionGranted session;
    private ClaimGranted tunnel;
    private EventReader events;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        admin = Admin.signUp(sql);
        owner = Owner.signUp();
        edge = database.edge(35_100, 35_109);
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
    void suspendingAUserClosesItsSessionsAndRefusesItsAgents() throws Exception {
        UUID user = user();
        admin.calls().post("/api/v1/admin/users/{id}/suspend", user).then().statusCode(200);
        assertThat(events.next()).isEqualTo(over(Type.ACCOUNT_SUSPENDED, "account_suspended"));
        assertRefused(
                edge.authorise(token.hash(), "machine", EdgeCalls.proof(session)),
                ProblemCode.ACCOUNT_SUSPENDED);
        assertRefused(edge.claim(Claims.random(session, "api")), ProblemCode.ACCOUNT_SUSPENDED);
        admin.calls().post("/api/v1/admin/users/{id}/unsuspend", user).then().statusCode(200);
        assertThat(edge.connect(token).generation()).isOne();
    }

    @Test
    void suspendingAnAccountClosesItsSessions() throws Exception {
        admin.calls()
                .post("/api/v1/admin/accounts/{id}/suspend", owner.account())
                .then()
                .statusCode(200);
        assertThat(events.next()).isEqualTo(over(Type.ACCOUNT_SUSPENDED, "account_suspended"));
    }

    @Test
    void inAnAccountOfOthersOnlyTheUsersOwnSessionsEnd() throws Exception {
        Owner mate = Owner.signUp();
        UUID mateId = UUID.fromString(mate.request().get("/api/v1/me").path("id"));
        sql.update(
                "insert into membership (account_id, user_id, role, created_at)"
                        + " values (?, ?, 'member', now())",
                owner.account(),
                mateId);
        Token mates = database.token(owner.account());
        sql.update("update authtoken set created_by = ? where id = ?", mateId, mates.id());
        SessionGranted second = edge.connect(mates);
        admin.calls().post("/api/v1/admin/users/{id}/suspend", mateId).then().statusCode(200);
        assertThat(events.next())
                .isEqualTo(
                        EdgeEvent.session(
                                Type.ACCOUNT_SUSPENDED,
                                second.sessionId(),
                                1,
                                "account_suspended"));
        assertThat(edge.heartbeat(List.of(session), List.of(tunnel))).isEmpty();
        assertRefused(edge.authorise(mates.hash(), "machine", null), ProblemCode.ACCOUNT_SUSPENDED);
    }

    @Test
    void deletingAUserClosesItsSessions() throws Exception {
        admin.calls().delete("/api/v1/admin/users/{id}", user()).then().statusCode(204);
        assertThat(events.next().sessionId()).isEqualTo(session.sessionId());
        assertRefused(edge.authorise(token.hash(), "machine", null), ProblemCode.AUTHTOKEN_INVALID);
    }

    @Test
    void anAdministratorSeesAndClosesTheTunnel() throws Exception {
        admin.calls()
                .queryParam("account", owner.account())
                .get("/api/v1/admin/tunnels")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(tunnel.tunnelId().toString()));
        admin.calls()
                .delete("/api/v1/admin/tunnels/{id}", tunnel.tunnelId())
                .then()
                .statusCode(204);
        assertThat(events.next()).isEqualTo(EdgeEvent.tunnel(tunnel.tunnelId(), "closed_by_owner"));
    }

    @Test
    void anAuthtokenWhoseTimeHasPassedIsRefusedAndItsSessionEnds() throws Exception {
        sql.update("update authtoken set expires_at = now() where id = ?", token.id());
        assertRefused(edge.authorise(token.hash(), "machine", null), ProblemCode.AUTHTOKEN_EXPIRED);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> {
                    String line = events.line(Duration.ofSeconds(12));
                    return line.contains("AUTHTOKEN_REVOKED");
                });
    }

    @Test
    void anAuthtokenOpensTunnelsOfItsKindsOnly() {
        Token tcp = database.token(owner.account(), "{\"kinds\":[\"tcp\"]}");
        SessionGranted other = edge.connect(tcp);
        assertRefused(edge.claim(Claims.random(other, "web")), ProblemCode.FORBIDDEN);
    }

    private UUID user() {
        return UUID.fromString(owner.request().get("/api/v1/me").path("id"));
    }

    private EdgeEvent over(Type type, String reason) {
        return EdgeEvent.session(type, session.sessionId(), session.generation(), reason);
    }
}
