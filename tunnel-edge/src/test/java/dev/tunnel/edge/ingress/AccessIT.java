package dev.tunnel.edge.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.http.HttpSettings;
import dev.tunnel.edge.ingress.http.PublicHttpInitializer;
import dev.tunnel.edge.ingress.policy.Reason;
import dev.tunnel.edge.ingress.raw.RawSettings;
import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.IpRules;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import dev.tunnel.protocol.net.Cidr;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.SocketException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may use a tunnel, over real sockets. All visitors come from 127.0.0.1, as a load balancer
/// beside the edge does.
final class AccessIT {
    private static final Endpoint.HttpHost HOST = new Endpoint.HttpHost("a.localhost");
    private static final TrustedProxies LOOPBACK = new TrustedProxies(List.of(cidr("127.0.0.0/8")));

    private final IngressFixture edge = new IngressFixture();

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void a_denied_address_gets_a_page_and_nothing_reaches_the_service() throws IOException {
        try (var service = LocalService.http(c -> c.answer("in"));
                var visitor = new RawClient(http(TrustedProxies.NONE))) {
            edge.tunnel(HOST, IngressFixture.restricted(denying("127.0.0.1")), service.port());
            visitor.get("a.localhost", "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 403 ")
                    .containsIgnoringCase("x-tunnel-error: address_denied")
                    .contains("127.0.0.1");
            assertThat(service.connections()).isZero();
            assertThat(edge.policies().turnedAway(Reason.ADDRESS_DENIED)).isEqualTo(1);
        }
    }

    @Test
    void rules_that_a_resumed_agent_brings_hold_for_the_next_request() throws IOException {
        try (var service = LocalService.http(c -> c.answer("in"));
                var visitor = new RawClient(http(TrustedProxies.NONE))) {
            var tunnel = edge.tunnel(HOST, IngressFixture.restricted(Access.OPEN), service.port());
            visitor.get("a.localhost", "/");
            assertThat(visitor.response()).endsWith("in");
            edge.resume(tunnel, IngressFixture.restricted(allowing("192.0.2.0/24")));
            visitor.get("a.localhost", "/");
            assertThat(visitor.response()).startsWith("HTTP/1.1 403 ");
            edge.resume(tunnel, IngressFixture.restricted(allowing("127.0.0.0/8")));
            visitor.get("a.localhost", "/");
            assertThat(visitor.response()).endsWith("in");
        }
    }

    @Test
    void the_second_request_of_a_connection_without_the_password_is_refused() throws IOException {
        try (var service = LocalService.http(c -> c.answer("in" + c.header("Authorization")));
                var visitor = new RawClient(http(TrustedProxies.NONE))) {
            var access = new Access(IpRules.EVERYBODY, new BasicAuth("me", "pw"), false);
            edge.tunnel(HOST, IngressFixture.restricted(access), service.port());
            visitor.send(
                    "GET / HTTP/1.1\r\nHost: a.localhost\r\nAuthorization: Basic "
                            + Base64.getEncoder().encodeToString("me:pw".getBytes(UTF_8))
                            + "\r\n\r\nGET / HTTP/1.1\r\nHost: a.localhost\r\n\r\n");
            assertThat(visitor.response()).endsWith("\r\n\r\nin");
            assertThat(visitor.response()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void http_is_sent_to_https_with_its_method() throws IOException {
        int port = http(LOOPBACK);
        try (var service = LocalService.http(c -> c.answer("in"));
                var visitor = new RawClient(port)) {
            var access = new Access(IpRules.EVERYBODY, null, true);
            edge.tunnel(HOST, IngressFixture.restricted(access), service.port());
            visitor.send("POST /x?y HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 0\r\n\r\n");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 308 ")
                    .containsIgnoringCase("location: https://a.localhost:8443/x?y\r\n");
            visitor.send("GET / HTTP/1.1\r\nHost: a.localhost\r\nX-Forwarded-Proto: https\r\n\r\n");
            assertThat(visitor.response()).as("https ended before the edge").endsWith("in");
        }
    }

    @Test
    void a_stranger_cannot_choose_its_address_or_scheme() throws IOException {
        try (var service = LocalService.http(AccessIT::echo);
                var visitor = new RawClient(http(TrustedProxies.NONE))) {
            edge.tunnel(HOST, IngressFixture.restricted(denying("203.0.113.0/24")), service.port());
            forwarded(visitor, "203.0.113.9");
            assertThat(visitor.response()).endsWith("127.0.0.1 http a.localhost");
        }
        try (var visitor = new RawClient(http(TrustedProxies.NONE))) {
            edge.tunnel(HOST, IngressFixture.restricted(allowing("203.0.113.0/24")), 1);
            forwarded(visitor, "203.0.113.9");
            assertThat(visitor.response()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void a_trusted_proxys_requests_have_addresses_of_their_own() throws IOException {
        try (var service = LocalService.http(AccessIT::echo);
                var proxy = new RawClient(http(LOOPBACK))) {
            edge.tunnel(HOST, IngressFixture.restricted(denying("203.0.113.0/24")), service.port());
            forwarded(proxy, "198.51.100.1");
            assertThat(proxy.response()).endsWith("198.51.100.1 https shop.example:444");
            forwarded(proxy, "198.51.100.1, 203.0.113.9");
            assertThat(proxy.response()).startsWith("HTTP/1.1 403 ").contains("203.0.113.9");
            forwarded(proxy, "203.0.113.9, 198.51.100.2, 127.0.0.9");
            assertThat(proxy.response()).endsWith("198.51.100.2 https shop.example:444");
        }
    }

    /// A PROXY protocol header at its start says whom a connection is for.
    @ParameterizedTest
    @CsvSource({"NONE, 1", "V1, 2"})
    void a_connection_that_names_its_visitor_carries_no_other_visitors_requests(
            ProxyProtocol header, int connections) throws IOException {
        try (var service = LocalService.http(AccessIT::echo);
                var proxy = new RawClient(http(LOOPBACK))) {
            var upstream = new Upstream(null, header, UpstreamProtocol.HTTP1);
            edge.tunnel(HOST, IngressFixture.options(Access.OPEN, upstream), service.port());
            for (var visitor : List.of("198.51.100.1", "198.51.100.1", "198.51.100.2")) {
                forwarded(proxy, visitor);
                assertThat(proxy.response()).contains(visitor);
            }
            assertThat(service.connections()).isEqualTo(connections);
        }
    }

    @Test
    void a_denied_address_is_reset_before_the_service_is_reached() throws Exception {
        try (var service = LocalService.start(c -> c.send("hello"))) {
            var endpoint = new Endpoint.TcpPort(4711);
            var tunnel =
                    edge.tunnel(
                            endpoint,
                            IngressFixture.restricted(denying("127.0.0.0/8")),
                            service.port());
            int port = tcp(endpoint);
            try (var visitor = new RawClient(port)) {
                assertThatThrownBy(visitor::rest).isInstanceOf(SocketException.class);
            }
            assertThat(service.connections()).isZero();
            assertThat(edge.policies().turnedAway(Reason.ADDRESS_DENIED)).isEqualTo(1);
            edge.resume(tunnel, IngressFixture.restricted(allowing("127.0.0.1")));
            try (var visitor = new RawClient(port)) {
                assertThat(visitor.rest()).isEqualTo("hello");
            }
        }
    }

    @Test
    void a_denied_address_is_not_held_for_an_agent_that_is_away() throws Exception {
        var endpoint = new Endpoint.TcpPort(4711);
        var tunnel =
                edge.tunnel(endpoint, IngressFixture.restricted(denying("::/0", "0.0.0.0/0")), 1);
        var _ = edge.detach(tunnel);
        try (var visitor = new RawClient(tcp(endpoint))) {
            assertThatThrownBy(visitor::rest).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void a_denied_tls_visitor_gets_an_alert() throws Exception {
        var endpoint = new Endpoint.TlsHost("a.localhost");
        edge.tunnel(endpoint, IngressFixture.restricted(allowing("192.0.2.1")), 1);
        try (var visitor = new RawClient(tcp(endpoint))) {
            assertThat(visitor.rest()).isEqualTo("\u0015\u0003\u0003\u0000\u0002\u0002\u0031");
        }
        await().until(() -> edge.policies().turnedAway(Reason.ADDRESS_DENIED) == 1);
    }

    private int http(TrustedProxies trusted) {
        return edge.listen(
                new PublicHttpInitializer(
                        HttpSettings.defaults(trusted), edge.registry(), edge.policies(), false));
    }

    private int tcp(Endpoint endpoint) {
        var tunnels =
                new RawTunnels(
                        edge.registry(),
                        edge.policies(),
                        RawSettings.defaults(),
                        Visits.unlogged());
        return edge.listen(
                new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        tunnels.take(connection, endpoint);
                    }
                });
    }

    private static void forwarded(RawClient client, String chain) throws IOException {
        client.send(
                "GET / HTTP/1.1\r\nHost: a.localhost\r\nX-Forwarded-For: "
                        + chain
                        + "\r\n"
                        + "X-Forwarded-Proto: https\r\n"
                        + "X-Forwarded-Host: shop.example:444\r\n\r\n");
    }

    private static void echo(LocalService.Connection c) throws IOException {
        c.answer(
                "%s %s %s"
                        .formatted(
                                c.header("X-Forwarded-For"),
                                c.header("X-Forwarded-Proto"),
                                c.header("X-Forwarded-Host")));
    }

    private static Access denying(String... networks) {
        return new Access(new IpRules(List.of(), cidrs(networks)), null, false);
    }

    private static Access allowing(String... networks) {
        return new Access(new IpRules(cidrs(networks), List.of()), null, false);
    }

    private static List<Cidr> cidrs(String... texts) {
        return List.of(texts).stream().map(AccessIT::cidr).toList();
    }

    private static Cidr cidr(String text) {
        return Cidr.parse(text).orElseThrow();
    }
}
