package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.AgentStage;
import dev.tunnel.protocol.message.TunnelRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent's own API while it serves a tunnel, asked as pyngrok and java-ngrok ask.
final class InspectedAgentIT {

    @TempDir private Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private AgentStage stage;
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        stage = new AgentStage(home);
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Cookie")
                                    + " "
                                    + new String(body, StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        service.start();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        service.stop(0);
        stage.close();
    }

    private String target() {
        return "localhost:" + service.getAddress().getPort();
    }

    private static String inspector(AgentProcess agent) {
        return agent.await("inspector online url=(\\S+)", 1).group(1);
    }

    private HttpResponse<String> send(String method, String uri, String body) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(uri))
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void visit(String path, String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + stage.edge().visitorPort() + path))
                        .header("Cookie", "s=topsecret")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(body);
    }

    @Test
    void aRequestIsShownAndSentOnceMoreWithItsSecrets() throws Exception {
        AgentProcess agent = stage.start("http", target(), "--name", "web");
        String api = inspector(agent);
        agent.await("tunnel online", 1);
        visit("/hook?x=1", "{\"a\":1}");

        await().until(() -> send("GET", api + "/api/requests/http", "").body().contains("/hook"));
        String requests = send("GET", api + "/api/requests/http", "").body();
        assertThat(requests)
                .contains("\"tunnel_name\":\"web (http)\"", "\"status_code\":200")
                .doesNotContain("topsecret");
        String id = requests.replaceFirst("(?s).*?\"id\":\"([0-9a-f]+)\".*", "$1");

        assertThat(
                        send(
                                        "POST",
                                        api + "/api/requests/http",
                                        "{\"id\":\"%s\",\"tunnel_name\":null}".formatted(id))
                                .statusCode())
                .isEqualTo(204);
        await().until(() -> asked.size() == 2);
        assertThat(asked.get(1)).isEqualTo(asked.getFirst()).contains("topsecret", "{\"a\":1}");
        await().until(() ->
                send("GET", api + "/api/inspector/entries", "")
                        .body()
                        .contains("\"replayOf\":\"" + id + "\""));

        assertThat(send("DELETE", api + "/api/requests/http", "").statusCode()).isEqualTo(204);
        assertThat(send("GET", api + "/api/requests/http", "").body()).contains("\"requests\":[]");
    }

    @Test
    void tunnelsComeAndGoWhileTheAgentRuns() throws IOException {
        AgentProcess agent = stage.start("http", target(), "--name", "web");
        String api = inspector(agent);
        agent.await("tunnel online", 2);
        String wish = "{\"addr\":\"%s\",\"proto\":\"tcp\",\"name\":\"http-5000-2f3a\"}";
        HttpResponse<String> made =
                send("POST", api + "/api/tunnels", wish.formatted(stage.target()));

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .contains(
                        "\"name\":\"http-5000-2f3a\"",
                        "\"uri\":\"/api/tunnels/http-5000-2f3a\"",
                        "\"public_url\":\"tcp://localhost:20000\"",
                        "\"proto\":\"tcp\"");
        assertThat(send("POST", api + "/api/tunnels", wish.formatted(stage.target())).body())
                .contains("\"status_code\":400", "is there already");

        assertThat(send("DELETE", api + "/api/tunnels/http-5000-2f3a", "").statusCode())
                .isEqualTo(204);
        assertThat(send("GET", api + "/api/tunnels", "").body())
                .contains("\"name\":\"web\"")
                .doesNotContain("http-5000-2f3a");
        assertThat(send("DELETE", api + "/api/tunnels/http-5000-2f3a", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRefusedTunnelLeavesTheOthersAlone() throws IOException {
        AgentProcess agent = stage.start("http", target(), "--name", "web");
        String api = inspector(agent);
        agent.await("tunnel online", 2);
        stage.edge()
                .answerOpen(
                        open -> new TunnelRefused(open.ref(), "name_taken", "shop is not yours"));

        assertThat(send("POST", api + "/api/tunnels", "{\"addr\":8080,\"name\":\"shop\"}"))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(502);
                    assertThat(answer.body()).contains("\"error_code\":103", "shop is not yours");
                });
        assertThat(send("GET", api + "/api/tunnels", "").body())
                .contains("\"name\":\"web\"")
                .doesNotContain("shop");
    }

    @Test
    void aTunnelThatIsNotToBeInspectedIsNot() throws Exception {
        AgentProcess agent = stage.start("tcp", target(), "--name", "seen");
        String api = inspector(agent);
        agent.await("tunnel online", 1);
        send(
                "POST",
                api + "/api/tunnels",
                "{\"addr\":\"%s\",\"name\":\"web\",\"inspect\":false}".formatted(target()));
        visit("/unseen", "x");

        assertThat(send("GET", api + "/api/inspector/entries", "").body())
                .contains("\"entries\":[]");
    }
}
