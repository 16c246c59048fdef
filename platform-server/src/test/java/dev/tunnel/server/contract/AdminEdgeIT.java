package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.EdgeEvent.Type;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class AdminEdgeIT {
    private static final String EDGES = "/api/v1/admin/edges";

    @Inject Sql sql;

    private Person admin;
    private String name;
    private String id;
    private EdgeCalls edge;

    @BeforeEach
    void register() {
        admin = Admin.signUp(sql);
        name = "edge-" + UUID.randomUUID();
        Response made = admin.calls().body(Map.of("name", name)).post(EDGES);
        made.then().statusCode(201).body("key", startsWith("te_"));
        id = made.path("id");
        edge = new EdgeCalls(name, made.path("key"));
    }

    @Test
    void anEdgeIsNewThenUpWithWhatItServes() {
        get().then().body("health", equalTo("new")).body("version", nullValue());
        edge.register(35_200, 35_209);
        edge.connect(Owner.signUp().authtoken("laptop"));
        get().then()
                .body("health", equalTo("up"))
                .body("version", equalTo("1.0"))
                .body("tcpPorts", equalTo("35200-35209"))
                .body("sessions", equalTo(1))
                .body("tunnels", equalTo(0));
        sql.update(
                "update edge set lease_until = now() - interval '1 second' where id = ?",
                UUID.fromString(id));
        get().then().body("health", equalTo("down"));
    }

    @Test
    void aNameIsGivenOnce() {
        admin.calls()
                .body(Map.of("name", name))
                .post(EDGES)
                .then()
                .statusCode(409)
                .body("code", equalTo("name_taken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "a\nb"})
    void aNameThatIsNoneIsRefused(String wrong) {
        admin.calls().body(Map.of("name", wrong)).post(EDGES).then().statusCode(400);
    }

    @Test
    void theOldKeyIsGoodForAsLongAsTheAdministratorSays() {
        edge.register(35_200, 35_209);
        EdgeCalls later = rotated(Map.of("overlapSeconds", 600));
        later.register(35_200, 35_209);
        edge.register(35_200, 35_209);
        EdgeCalls last = rotated(Map.of("overlapSeconds", 0));
        last.register(35_200, 35_209);
        refused(later);
        refused(edge);
    }

    @Test
    void aRevokedEdgeIsRefusedAndItsStreamAndSessionsEnd() throws Exception {
        edge.register(35_200, 35_209);
        edge.connect(Owner.signUp().authtoken("laptop"));
        try (EventReader events = EventReader.open(edge)) {
            admin.calls().delete(EDGES + "/{id}", id).then().statusCode(204);
            await().atMost(EventReader.CUT).until(events::hasEnded);
        }
        refused(edge);
        get().then().body("health", equalTo("revoked")).body("sessions", equalTo(0));
        rotated(Map.of()).register(35_200, 35_209);
        refused(edge);
    }

    @Test
    void anEdgeIsToldToDrain() throws Exception {
        edge.register(35_200, 35_209);
        try (EventReader events = EventReader.open(edge)) {
            admin.calls()
                    .post(EDGES + "/{id}/drain", id)
                    .then()
                    .statusCode(200)
                    .body("health", equalTo("draining"));
            assertThat(events.next().type()).isEqualTo(Type.DRAIN);
        }
        edge.register(35_200, 35_209);
        get().then().body("health", equalTo("up"));
    }

    @Test
    void anEdgeThatIsNotThereIsNotFound() {
        UUID none = UUID.randomUUID();
        admin.calls().get(EDGES + "/{id}", none).then().statusCode(404);
        admin.calls().delete(EDGES + "/{id}", none).then().statusCode(404);
        admin.calls().post(EDGES + "/{id}/drain", none).then().statusCode(404);
        admin.calls().body("{}").post(EDGES + "/{id}/rotate-key", none).then().statusCode(404);
    }

    private Response get() {
        return admin.calls().get(EDGES + "/{id}", id);
    }

    private EdgeCalls rotated(Map<String, Integer> how) {
        Response issued = admin.calls().body(how).post(EDGES + "/{id}/rotate-key", id);
        issued.then().statusCode(200);
        return new EdgeCalls(name, issued.path("key"));
    }

    private static void refused(EdgeCalls edge) {
        assertRefused(
                edge.post("/heartbeat", new EdgeHeartbeat(List.of(), List.of())),
                ProblemCode.UNAUTHENTICATED);
    }
}
