package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.IpRules;
import dev.tunnel.edge.tunnel.TunnelOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a tunnel's owner asked for, and bounds of the edge, applied to every request.
final class TunnelRulesIT {
    private static final HttpSettings SETTINGS =
            new HttpSettings(
                    16 * 1024,
                    32 * 1024,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    TrustedProxies.NONE);

    private final IngressFixture edge = new IngressFixture();
    private int http;

    @BeforeEach
    void listen() {
        http =
                edge.listen(
                        new PublicHttpInitializer(
                                SETTINGS, edge.registry(), edge.policies(), false));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void each_request_of_a_connection_needs_the_password() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.header("Authorization")).isEmpty();
                            c.answer("in");
                        });
                var visitor = new RawClient(http)) {
            var tunnel =
                    edge.tunnel(
                            new Endpoint.HttpHost("a.localhost"),
                            IngressFixture.restricted(
                                    new Access(
                                            IpRules.EVERYBODY,
                                            new BasicAuth("me", "pa:ss"),
                                            false)),
                            service.port());
            assertThat(withPassword(visitor, "me:pa:ss")).endsWith("in");
            visitor.get("a.localhost", "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 401 ")
                    .containsIgnoringCase("www-authenticate: Basic realm=");
            assertThat(withPassword(visitor, "me:wrong")).startsWith("HTTP/1.1 401 ");
            assertThat(withPassword(visitor, "me:pa:ss")).endsWith("in");
            assertThat(tunnel.traffic().total().status4xx()).isEqualTo(2);
            assertThat(tunnel.traffic().total().status2xx()).isEqualTo(2);
        }
    }

    private static String withPassword(RawClient visitor, String credentials) throws IOException {
        visitor.send(
                "GET / HTTP/1.1\r\nHost: a.localhost\r\nAuthorization: basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))
                        + "\r\n\r\n");
        return visitor.response();
    }

    @Test
    void a_tunnel_for_https_only_redirects_http() throws IOException {
        edge.tunnel(new Endpoint.HttpHost("a.localhost"), schemes("https"), 1);
        try (var visitor = new RawClient(http)) {
            visitor.get("a.localhost:8000", "/x?y=1");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 308 ")
                    .containsIgnoringCase("location: https://a.localhost:8443/x?y=1\r\n");
        }
    }

    @Test
    void a_tunnel_for_http_only_is_not_found_over_https() throws IOException {
        int https =
                edge.listen(
                        new PublicHttpInitializer(
                                SETTINGS, edge.registry(), edge.policies(), true));
        edge.tunnel(new Endpoint.HttpHost("a.localhost"), schemes("http"), 1);
        try (var visitor = new RawClient(https)) {
            visitor.get("a.localhost", "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 404 ")
                    .containsIgnoringCase("x-tunnel-error: scheme_not_served");
        }
    }

    private static TunnelOptions schemes(String scheme) {
        return new TunnelOptions(Set.of(scheme), "8080");
    }

    @Test
    void a_visitor_waits_a_little_for_an_agent_that_is_gone() throws IOException {
        edge.http("a.localhost", 1);
        edge.agent().disconnect();
        try (var visitor = new RawClient(http)) {
            visitor.get("a.localhost", "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("x-tunnel-error: agent_offline")
                    .containsIgnoringCase("retry-after: ");
        }
    }

    @Test
    void a_visitor_is_held_until_the_agent_is_back() throws IOException {
        try (var service = LocalService.http(c -> c.answer("back " + c.readBody().length));
                var visitor = new RawClient(http)) {
            var tunnel = edge.http("a.localhost", service.port());
            var back = edge.detach(tunnel);
            visitor.send("POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 5\r\n\r\nhello");
            awaitHeld(visitor);
            back.run();
            assertThat(visitor.response()).endsWith("back 5");
        }
    }

    @Test
    void a_visitor_is_held_until_another_session_has_the_name() throws IOException {
        try (var service = LocalService.http(c -> c.answer("taken over"));
                var visitor = new RawClient(http)) {
            var tunnel = edge.http("a.localhost", 1);
            var _ = edge.detach(tunnel);
            visitor.get("a.localhost", "/");
            awaitHeld(visitor);
            edge.registry().close(tunnel, new CloseReason("taken_over", "by a test", false));
            edge.http("a.localhost", service.port());
            assertThat(visitor.response()).endsWith("taken over");
        }
    }

    @Test
    void a_visitor_that_waits_for_a_closed_tunnel_is_told_so() throws IOException {
        try (var visitor = new RawClient(http)) {
            var tunnel = edge.http("a.localhost", 1);
            var _ = edge.detach(tunnel);
            visitor.get("a.localhost", "/");
            awaitHeld(visitor);
            edge.registry().close(tunnel, new CloseReason("closed_by_owner", "by a test", false));
            assertThat(visitor.response()).startsWith("HTTP/1.1 404 ");
        }
    }

    private static void awaitHeld(RawClient visitor) {
        await().during(Duration.ofMillis(200)).until(() -> visitor.in().available() == 0);
    }

    @Test
    void a_service_that_says_nothing_for_too_long_is_a_504() throws IOException {
        try (var service = LocalService.start(c -> c.in().readAllBytes());
                var visitor = new RawClient(http)) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 504 ")
                    .containsIgnoringCase("x-tunnel-error: service_timeout");
            await().until(() -> service.openConnections() == 0);
        }
    }

    @Test
    void a_head_that_dribbles_in_is_given_up() throws IOException {
        try (var visitor = new RawClient(http)) {
            visitor.send("GET / HTTP/1.1\r\nHost: a.localhost\r\nX: ");
            assertThat(visitor.rest()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void garbage_and_silence_are_closed() throws IOException {
        try (var garbage = new RawClient(http);
                var silent = new RawClient(http)) {
            garbage.send("\u0016\u0003\u0001\u0000\u00FF\u0001\u0000");
            assertThat(garbage.rest()).startsWith("HTTP/1.1 400 ");
            assertThat(silent.rest()).isEmpty();
        }
    }

    @Test
    void something_that_is_not_http_behind_a_tunnel_is_a_502() throws IOException {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.send("SSH-2.0-OpenSSH_9.2\r\n");
                            c.in().readAllBytes();
                        });
                var visitor = new RawClient(http)) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 502 ")
                    .containsIgnoringCase("x-tunnel-error: service_invalid");
        }
    }

    @Test
    void a_refused_upload_is_answered_before_it_is_sent() throws IOException {
        try (var visitor = new RawClient(http)) {
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: nobody.localhost\r\nContent-Length: 9999999\r\n\r\n");
            visitor.send("x".repeat(300_000));
            assertThat(visitor.rest())
                    .startsWith("HTTP/1.1 404 ")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void a_broken_chunk_in_the_middle_of_an_upload_is_a_400() throws IOException {
        try (var service = LocalService.http(c -> c.in().readAllBytes());
                var visitor = new RawClient(http)) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "3\r\nabc\r\n");
            await().until(() -> service.connections() == 1);
            visitor.send("zz\r\n");
            assertThat(visitor.rest()).startsWith("HTTP/1.1 400 ");
            await().until(() -> service.openConnections() == 0);
        }
    }
}
