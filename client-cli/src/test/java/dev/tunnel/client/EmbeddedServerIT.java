package dev.tunnel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tunnel.cli.edge.TestCa;
import dev.tunnel.cli.edge.TestEdge;
import dev.tunnel.cli.edge.TestPlatform;
import dev.tunnel.client.TunnelException.Reason;
import dev.tunnel.protocol.message.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The library's example: a test whose embedded server must be reached from outside, as a payment
/// provider's web hook does. (The edge here is a small one of the tests' own.)
final class EmbeddedServerIT {

    private final HttpClient visitor = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // setUp
    private TestEdge edge;

    @SuppressWarnings("NullAway.Init") // setUp
    private TestPlatform platform;

    @SuppressWarnings("NullAway.Init") // setUp
    private HttpServer server;

    @BeforeEach
    void setUp() throws IOException {
        TestCa ca = TestCa.of("localhost");
        edge = new TestEdge(ca);
        platform = new TestPlatform("localhost:" + edge.agentPort(), ca.pem());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/hook",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void tearDown() {
        visitor.close();
        server.stop(0);
        platform.close();
        edge.close();
    }

    private TunnelBuilder tunnel() {
        return Tunnel.http(server.getAddress().getPort())
                .server(platform.url())
                .authtoken("tt_very-secret")
                .patience(Duration.ofSeconds(20));
    }

    private int status(int port) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:%d/hook".formatted(port)))
                        .build();
        return visitor.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void anEmbeddedServerIsReachedFromOutside() throws Exception {
        try (Tunnel tunnel = tunnel().subdomain("hooks").open()) {
            assertThat(tunnel.url()).hasScheme("https");
            assertThat(tunnel.urls()).hasSize(2);
            assertThat(edge.opens().getFirst().spec().subdomain()).isEqualTo("hooks");
            assertThat(status(edge.visitorPort())).isEqualTo(204);
        }
        await().until(() -> !edge.goodbyes().isEmpty());
        await().untilAsserted(() ->
                assertThat(Thread.getAllStackTraces().keySet())
                        .as("threads that are left")
                        .noneMatch(thread -> thread.getName().startsWith("agent-")));
    }

    @Test
    void saysWhyThereIsNoTunnel() {
        edge.answerHello(_ -> new Refused("authtoken_invalid", "unknown authtoken", false));
        assertThatExceptionOfType(TunnelException.class)
                .isThrownBy(() -> tunnel().open())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOKEN_REJECTED))
                .withMessageContaining("authtoken rejected");
        assertThatExceptionOfType(TunnelException.class)
                .isThrownBy(() -> tunnel().subdomain("not a label").open())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONFIGURATION));
        assertThatExceptionOfType(TunnelException.class)
                .isThrownBy(() ->
                        tunnel().server("http://localhost:1")
                                .patience(Duration.ofSeconds(2))
                                .open())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                .withMessageContaining("does not answer");
    }
}
