package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ContractVersions;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class EdgeKeyIT {
    @Inject Database database;

    @Test
    void theEdgeOfTheSettingsIsAdmitted() {
        EdgeRegistered registered =
                new EdgeCalls(WithEdge.EDGE_NAME, WithEdge.EDGE_KEY)
                        .register(EdgeCalls.FIRST_PORT, EdgeCalls.LAST_PORT);
        assertThat(registered.leaseSeconds()).isEqualTo(60);
        assertThat(registered.heartbeatSeconds()).isEqualTo(10);
        assertThat(registered.contract()).isEqualTo(1);
    }

    @Test
    void anEdgeThatSpeaksAnotherContractIsToldWhichThePlatformSpeaks() {
        EdgeRegistration usual =
                EdgeCalls.registration(
                        WithEdge.EDGE_NAME,
                        "tunnel.test",
                        EdgeCalls.FIRST_PORT,
                        EdgeCalls.LAST_PORT);
        EdgeCalls edge = new EdgeCalls(WithEdge.EDGE_NAME, WithEdge.EDGE_KEY);

        assertThat(
                        edge.post("/register", speaking(usual, new ContractVersions(8, 9)))
                                .then()
                                .statusCode(400)
                                .extract()
                                .asString())
                .contains("contract", "which speaks 1");
        edge.post("/register", speaking(usual, new ContractVersions(1, 9))).then().statusCode(200);
        edge.post("/register", speaking(usual, null)).then().statusCode(200);
    }

    private static EdgeRegistration speaking(
            EdgeRegistration usual, @Nullable ContractVersions contract) {
        return new EdgeRegistration(usual.name(), usual.version(), usual.address(), contract);
    }

    @Test
    void withoutAKeyNothingIsAnswered() {
        assertRefused(
                given().contentType(ContentType.JSON).body("{}").post("/edge/v1/register"),
                ProblemCode.UNAUTHENTICATED);
        assertRefused(given().get("/edge/v1/events"), ProblemCode.UNAUTHENTICATED);
    }

    @Test
    void anUnknownKeyOrOtherCredentialsAreRefused() {
        Owner owner = Owner.signUp();
        for (String bearer :
                List.of(
                        "te_unknown",
                        owner.accessToken(),
                        owner.authtoken("laptop").secret().value())) {
            EdgeCalls edge = new EdgeCalls("edge", bearer);
            assertRefused(
                    edge.post("/heartbeat", new EdgeHeartbeat(List.of(), List.of())),
                    ProblemCode.UNAUTHENTICATED);
        }
    }

    @Test
    void anEdgesKeyOpensNothingOfTheRestApi() {
        for (String path : List.of("/api/v1/tunnels", "/api/v1/me", "/api/v1/authtokens")) {
            assertRefused(
                    given().auth().oauth2(WithEdge.EDGE_KEY).get(path),
                    ProblemCode.UNAUTHENTICATED);
        }
    }

    @Test
    void aRevokedKeyIsRefused() {
        EdgeCalls edge = database.edge(32_000, 32_001);
        database.run("update edge set revoked_at = now() where name = ?", edge.name());
        assertRefused(
                edge.post("/heartbeat", new EdgeHeartbeat(List.of(), List.of())),
                ProblemCode.UNAUTHENTICATED);
    }

    @Test
    void anEdgeSetUpForAnotherNameOrDomainIsTold() {
        EdgeCalls edge = database.edge(32_000, 32_001);
        assertRefused(
                edge.post("/register", EdgeCalls.registration("other", "tunnel.test", 1, 2)),
                ProblemCode.INVALID_REQUEST);
        assertThat(
                        assertRefused(
                                        edge.post(
                                                "/register",
                                                EdgeCalls.registration(
                                                        edge.name(), "example.org", 1, 2)),
                                        ProblemCode.INVALID_REQUEST)
                                .detail())
                .contains("tunnel.test");
    }

    @Test
    void aMalformedBodyIsNamed() {
        EdgeCalls edge = EdgeCalls.bootstrapped();
        assertRefused(edge.post("/heartbeat", "{"), ProblemCode.INVALID_REQUEST);
        assertRefused(edge.post("/heartbeat", "{}"), ProblemCode.INVALID_REQUEST);
        assertRefused(edge.post("/sessions", "{}"), ProblemCode.INVALID_REQUEST);
        assertRefused(edge.post("/claims", "{}"), ProblemCode.INVALID_REQUEST);
        assertRefused(edge.post("/usage", "{\"sequence\":1}"), ProblemCode.INVALID_REQUEST);
    }
}
