package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an owner sees of the account's live sessions and tunnels, and what others see: nothing.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class LiveIT {
    @Inject Database database;

    private Owner owner;
    private Owner stranger;
    private EdgeCalls edge;
    private Token token;
    private SessionGranted session;
    private ClaimGranted tunnel;

    @BeforeEach
    void serve() {
        owner = Owner.signUp();
        stranger = Owner.signUp();
        edge = EdgeCalls.bootstrapped();
        token = owner.authtoken("laptop");
        session = edge.connect(token);
        tunnel = edge.claimed(Claims.random(session, "web"));
    }

    @Test
    void theOwnerSeesTheTunnel() {
        JsonPath list = get(owner, "/api/v1/tunnels");
        assertThat(list.getList("items")).hasSize(1);
        assertThat(list.getString("nextCursor")).isNull();
        assertThat(get(owner, path(tunnel)).getMap("")).isEqualTo(list.getMap("items[0]"));
        assertThat(list.<String, Object>getMap("items[0]"))
                .containsEntry("id", tunnel.tunnelId().toString())
                .containsEntry("name", "web")
                .containsEntry("proto", "http")
                .containsEntry("urls", tunnel.urls())
                .containsEntry("target", "localhost:8080")
                .containsEntry("sessionId", session.sessionId().toString())
                .containsEntry("edge", WithEdge.EDGE_NAME)
                .containsEntry(
                        "agent",
                        Map.of(
                                "version", "1.0",
                                "os", "linux",
                                "arch", "amd64",
                                "address", "192.0.2.7:51000"))
                .containsEntry("bytesIn", 0)
                .containsKeys("openedAt", "bytesOut", "connections", "requests");
    }

    @Test
    void theOwnerSeesTheSession() {
        JsonPath list = get(owner, "/api/v1/sessions");
        assertThat(list.getList("items")).hasSize(1);
        assertThat(list.<String, Object>getMap("items[0]"))
                .containsEntry("id", session.sessionId().toString())
                .containsEntry("authtokenId", token.id().toString())
                .containsEntry("authtokenName", "laptop")
                .containsEntry("edge", WithEdge.EDGE_NAME)
                .containsEntry("tunnels", 1)
                .containsKeys("agent", "startedAt");
    }

    @Test
    void anotherAccountSeesAndClosesNothing() {
        assertThat(get(stranger, "/api/v1/tunnels").getList("items")).isEmpty();
        assertThat(get(stranger, "/api/v1/sessions").getList("items")).isEmpty();
        assertRefused(stranger.request().get(path(tunnel)), ProblemCode.NOT_FOUND);
        assertRefused(stranger.request().delete(path(tunnel)), ProblemCode.NOT_FOUND);
        assertRefused(
                stranger.request().delete("/api/v1/sessions/" + session.sessionId()),
                ProblemCode.NOT_FOUND);
        assertThat(edge.heartbeat(List.of(session), List.of(tunnel))).isEmpty();
    }

    @Test
    void aClosedTunnelIsGoneFromTheListAndFreesItsName() {
        owner.request().delete(path(tunnel)).then().statusCode(204);
        assertThat(get(owner, "/api/v1/tunnels").getList("items")).isEmpty();
        assertThat(get(owner, path(tunnel)).getString("state")).isEqualTo("closed");
        assertRefused(owner.request().delete(path(tunnel)), ProblemCode.NOT_FOUND);
        assertThat(audited("tunnel.closed", tunnel.tunnelId())).isOne();
    }

    @Test
    void whatIsOverIsListedForThoseWhoAskForIt() {
        assertThat(get(owner, path(tunnel)).getString("state")).isEqualTo("live");
        owner.request().delete(path(tunnel)).then().statusCode(204);
        JsonPath ended = get(owner, "/api/v1/tunnels?state=ended");
        assertThat(ended.getList("items.id")).containsExactly(tunnel.tunnelId().toString());
        assertThat(ended.getString("items[0].closeReason")).isEqualTo("closed_by_owner");
        assertThat(ended.getString("items[0].closedAt")).isNotNull();
        assertThat(get(owner, path(tunnel)).getMap("")).isEqualTo(ended.getMap("items[0]"));
        assertThat(get(owner, "/api/v1/tunnels?state=closed").getList("items"))
                .isEqualTo(ended.getList("items"));
        assertThat(get(owner, "/api/v1/sessions?state=ended").getList("items")).isEmpty();

        String path = "/api/v1/sessions/" + session.sessionId();
        assertThat(get(owner, path).getString("endedAt")).isNull();
        owner.request().delete(path).then().statusCode(204);
        assertThat(get(owner, path).getString("state")).isEqualTo("ended");
        assertThat(get(owner, path).getString("endReason")).isEqualTo("closed_by_owner");
        assertThat(get(owner, "/api/v1/sessions?state=all").getList("items")).hasSize(1);
        assertThat(get(stranger, "/api/v1/sessions?state=all").getList("items")).isEmpty();
        assertRefused(stranger.request().get(path), ProblemCode.NOT_FOUND);
        assertRefused(
                owner.request().get("/api/v1/sessions?state=dead"), ProblemCode.INVALID_REQUEST);
    }

    @Test
    void allSessionsAreEndedAtOnce() {
        edge.claimed(Claims.random(edge.connect(token), "web"));
        assertThat(
                        owner.request()
                                .delete("/api/v1/sessions")
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath()
                                .getInt("ended"))
                .isEqualTo(2);
        assertThat(get(owner, "/api/v1/tunnels").getList("items")).isEmpty();
        assertThat(get(owner, "/api/v1/sessions").getList("items")).isEmpty();
    }

    @Test
    void aClosedSessionIsGoneWithItsTunnelsAndCannotBeComeBackTo() {
        String path = "/api/v1/sessions/" + session.sessionId();
        owner.request().delete(path).then().statusCode(204);
        assertThat(get(owner, "/api/v1/tunnels").getList("items")).isEmpty();
        assertThat(get(owner, "/api/v1/sessions").getList("items")).isEmpty();
        assertThat(edge.resume(token, session).sessionId()).isNotEqualTo(session.sessionId());
        assertThat(audited("session.closed", session.sessionId())).isOne();
    }

    @Test
    void longListsComeInPagesNewestFirst() {
        for (int i = 0; i < 6; i++) {
            edge.claimed(Claims.random(session, "k" + i));
        }
        List<String> names = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonPath page = get(owner, "/api/v1/tunnels?limit=3" + cursor);
            names.addAll(page.getList("items.name"));
            String next = page.getString("nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(names).containsExactly("k5", "k4", "k3", "k2", "k1", "k0", "web");
    }

    private long audited(String action, UUID subject) {
        return database.count(
                "select count(*) as count from audit_event where action = ? and subject = ?",
                action,
                subject.toString());
    }

    private static String path(ClaimGranted tunnel) {
        return "/api/v1/tunnels/" + tunnel.tunnelId();
    }

    private static JsonPath get(Owner by, String path) {
        return by.request().get(path).then().statusCode(200).extract().jsonPath();
    }
}
