package dev.tunnel.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tunnel.server.testing.PlatformProcess;
import dev.tunnel.server.testing.PostgresResource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees of a packaged platform: logs, ids of requests, traces, metrics, health.
class ObservabilityIT {
    @TempDir Path directory;

    @BeforeEach
    void lendPrograms() throws Exception {
        PostgresResource.lendPrograms(directory.resolve("postgres"));
    }

    @Test
    void logsAndTracesAndMetricsAndHealthTellOfARequest() throws Exception {
        List<String> spans = new CopyOnWriteArrayList<>();
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/v1/traces",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    spans.add(new String(body, StandardCharsets.ISO_8859_1));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
        Map<String, String> settings =
                Map.of(
                        "TUNNEL_LOG_FORMAT", "json",
                        "TUNNEL_OTEL_ENDPOINT", endpoint,
                        "TUNNEL_OTEL_PROTOCOL", "http/protobuf",
                        "QUARKUS_OTEL_TRACES_EXPORTER_COMPRESSION", "none",
                        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms",
                        "QUARKUS_OTEL_SERVICE_NAME", "the-platform");
        try (PlatformProcess platform = PlatformProcess.start(directory, settings)) {
            platform.awaitStatus("/q/health/ready", 200);
            assertThat(platform.get("/q/health/ready").body())
                    .contains("\"events\"", "\"database schema\"");

            assertThat(id(get(platform, "/api/v1/server", "deploy-42.a_b")))
                    .isEqualTo("deploy-42.a_b");
            assertThat(id(get(platform, "/api/v1/server", "a b\"c"))).matches("[0-9a-f]{16}");
            assertThat(id(get(platform, "/api/v1/me", "denied"))).isEqualTo("denied");

            assertThat(platform.get("/q/metrics").body())
                    .contains(
                            "tunnel_sessions",
                            "tunnel_tunnels",
                            "tunnel_edges",
                            "tunnel_event_streams",
                            "tunnel_problems_total{code=\"unauthenticated\"} 1.0",
                            "http_server_requests_seconds_count");
            assertThat(platform.log().lines())
                    .filteredOn(line -> line.contains("The platform listens on"))
                    .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                    .isNotEmpty();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(String.join("", spans))
                                    .contains("the-platform", "/api/v1/server"));
        } finally {
            collector.stop(0);
        }
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElse("none");
    }

    private static HttpResponse<String> get(PlatformProcess platform, String path, String id)
            throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(platform.uri(path)).header("X-Request-Id", id).build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
