package dev.tunnel.server.contract;

import static io.restassured.RestAssured.given;

import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import dev.tunnel.api.edge.AuthoriseRequest.Resume;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.ContractVersions;
import dev.tunnel.api.edge.EdgeAddress;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.secret.Secret;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The calls of one edge.
public record EdgeCalls(String name, String key) {
    static final int FIRST_PORT = 31_000;
    static final int LAST_PORT = 31_099;

    /// The edge that the platform knows from its settings.
    public static EdgeCalls bootstrapped() {
        EdgeCalls edge = new EdgeCalls(WithEdge.EDGE_NAME, WithEdge.EDGE_KEY);
        edge.register(FIRST_PORT, LAST_PORT);
        return edge;
    }

    EdgeRegistered register(int portFrom, int portTo) {
        return post("/register", registration(name, "tunnel.test", portFrom, portTo))
                .then()
                .statusCode(200)
                .extract()
                .as(EdgeRegistered.class);
    }

    static EdgeRegistration registration(String name, String domain, int portFrom, int portTo) {
        return new EdgeRegistration(
                name,
                "1.0",
                new EdgeAddress(domain, 8000, 8443, "tunnel.test", 4443, portFrom, portTo, null),
                ContractVersions.SPOKEN);
    }

    public SessionGranted connect(Token token) {
        return connect(token, "machine-" + UUID.randomUUID());
    }

    SessionGranted connect(Token token, String instance) {
        return granted(authorise(token.hash(), instance, null));
    }

    SessionGranted resume(Token token, SessionGranted before) {
        return granted(authorise(token.hash(), "machine", proof(before)));
    }

    static Resume proof(SessionGranted session) {
        return new Resume(session.sessionId(), new Secret(session.secret()).hash().toString());
    }

    static SessionGranted granted(Response response) {
        return response.then().statusCode(200).extract().as(SessionGranted.class);
    }

    Response authorise(String hash, String instance, @Nullable Resume resume) {
        AgentFacts agent = new AgentFacts("1.0", "linux", "amd64", instance, "192.0.2.7:51000");
        return post("/sessions", new AuthoriseRequest(hash, agent, resume));
    }

    void end(SessionGranted session, String reason) {
        post(
                        "/sessions/" + session.sessionId() + "/end",
                        new SessionEnd(session.generation(), reason))
                .then()
                .statusCode(204);
    }

    Response claim(ClaimRequest request) {
        return post("/claims", request);
    }

    ClaimGranted claimed(ClaimRequest request) {
        return claim(request).then().statusCode(200).extract().as(ClaimGranted.class);
    }

    void release(ClaimGranted tunnel, long generation) {
        post("/claims/" + tunnel.tunnelId() + "/release", new ClaimRelease(generation, "closed"))
                .then()
                .statusCode(204);
    }

    public List<EdgeEvent> heartbeat(List<SessionGranted> sessions, List<ClaimGranted> tunnels) {
        EdgeHeartbeat heartbeat =
                new EdgeHeartbeat(
                        sessions.stream()
                                .map(s ->
                                        new EdgeHeartbeat.LiveSession(
                                                s.sessionId(), s.generation()))
                                .toList(),
                        tunnels.stream().map(ClaimGranted::tunnelId).toList());
        return post("/heartbeat", heartbeat)
                .then()
                .statusCode(200)
                .extract()
                .as(EdgeHeartbeat.Answer.class)
                .events();
    }

    Response report(UsageReport report) {
        return post("/usage", report);
    }

    Response post(String path, Object body) {
        return given().auth()
                .oauth2(key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/edge/v1" + path);
    }
}
