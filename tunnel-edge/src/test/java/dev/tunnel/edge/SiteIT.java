package dev.tunnel.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.RawClient;
import dev.tunnel.edge.platform.Sha256;
import dev.tunnel.edge.platform.StubPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The platform's own pages under a host name of the edge (TUNNEL_EDGE_PLATFORM_HOST).
final class SiteIT {
    private static final String TOKEN = "tt_known";

    @TempDir private Path data;
    private final StubPlatform platform = new StubPlatform();
    private RunningEdge edge;
    private HttpClient browser;

    @BeforeEach
    void start() throws Exception {
        platform.start();
        platform.platform().account(Sha256.hex(TOKEN));
        edge = RunningEdge.start(platform, data, List.of("localhost"));
        await().until(() -> edge.metric("tunnel_edge_registered") == 1);
        browser = HttpClient.newBuilder().sslContext(trusting(data.resolve("tls/ca.pem"))).build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        browser.close();
        edge.close();
        platform.close();
    }

    @Test
    void serves_the_platform_over_https_and_says_who_asked() throws Exception {
        var port = edge.httpsPort();
        assertThat(get("/api/v1/server?x=1").body())
                .isEqualTo(
                        "GET /api/v1/server?x=1 host=localhost:%d for=127.0.0.1 proto=https body="
                                .formatted(port));
        var request =
                HttpRequest.newBuilder(uri("/api/v1/auth/login"))
                        .header("X-Forwarded-For", "203.0.113.9")
                        .POST(BodyPublishers.ofString("{}"))
                        .build();
        assertThat(browser.send(request, BodyHandlers.ofString()).body())
                .startsWith("POST /api/v1/auth/login ")
                .endsWith(" for=127.0.0.1 proto=https body={}");
    }

    @Test
    void sends_http_to_https() throws Exception {
        try (var visitor = new RawClient(edge.httpPort())) {
            visitor.get("localhost", "/login");
            assertThat(visitor.head())
                    .startsWith("HTTP/1.1 308 ")
                    .containsIgnoringCase("location: https://localhost");
        }
    }

    @Test
    void leaves_other_hosts_alone() throws Exception {
        try (var visitor = new RawClient(edge.httpPort())) {
            visitor.get("shop.localhost", "/");
            assertThat(visitor.head()).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void stays_the_platforms_whatever_an_agent_claims() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            agent.openHttp("localhost");

            assertThat(get("/").body()).startsWith("GET / host=localhost");
        }
    }

    @Test
    void holds_visitors_while_the_platform_restarts() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(200);
        platform.stop();
        var waiting =
                browser.sendAsync(
                        HttpRequest.newBuilder(uri("/meanwhile")).build(), BodyHandlers.ofString());
        platform.start();

        assertThat(waiting.get().body()).startsWith("GET /meanwhile ");
    }

    @Test
    void counts_nothing_of_it_as_usage() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(200);
        await().until(() ->
                edge.metric("tunnel_edge_visits_total{kind=\"http\",outcome=\"served\"}") > 0);

        assertThat(platform.platform().reports()).flatMap(report -> report.entries()).isEmpty();
        assertThat(edge.metric("tunnel_edge_tunnels{kind=\"http\"}")).isZero();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + edge.httpsPort() + path);
    }

    private static SSLContext trusting(Path authority)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
