package dev.tunnel.edge.ingress.sni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.config.TlsSettings;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.HelloBytes;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import dev.tunnel.edge.ingress.http.HttpSettings;
import dev.tunnel.edge.ingress.http.PublicHttpInitializer;
import dev.tunnel.edge.ingress.raw.RawSettings;
import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tls.FirstBytes;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tls.TlsInitializer;
import dev.tunnel.edge.tls.TlsRefusal;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS tunnels found by the name in the ClientHello. The local services here see the bytes, so they
/// can tell that none was touched.
final class TlsHostsIT {
    private static final String UNRECOGNIZED_NAME = "\25\3\3\0\2\2\160";
    private static final String INTERNAL_ERROR = "\25\3\3\0\2\2\120";

    private static final PublicAddress ADDRESS =
            new PublicAddress("localhost", "localhost", 8000, 8443, 4443);

    @TempDir private Path directory;

    private final IngressFixture edge = new IngressFixture();
    private ServerTls tls;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        tls =
                ServerTls.open(
                        new TlsSettings(null, null, directory),
                        ADDRESS,
                        List.of("http/1.1"),
                        Clock.systemUTC(),
                        new SecureRandom());
        port = listen(Lifetime.settled(Ticker.systemTicker()));
    }

    private int listen(Lifetime lifetime) {
        var raw =
                new RawTunnels(
                        edge.registry(),
                        edge.policies(),
                        new RawSettings(2, Duration.ofSeconds(1)),
                        Visits.unlogged());
        var https =
                new PublicHttpInitializer(
                        HttpSettings.defaults(TrustedProxies.NONE),
                        edge.registry(),
                        edge.policies(),
                        true);
        return edge.listen(
                new TlsInitializer(
                        tls,
                        new TlsHosts(edge.registry(), raw, ADDRESS, lifetime),
                        Map.of(),
                        new FirstBytes.Protocols(https, null)));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void every_byte_reaches_the_service_and_directions_end_apart() throws Exception {
        var hello = HelloBytes.to("App.localhost").record();
        try (var service =
                        LocalService.start(c -> {
                            var all = c.in().readAllBytes();
                            c.out().write(all);
                            c.send("bye");
                        });
                var visitor = new RawClient(port)) {
            var tunnel = open("app.localhost", service);
            visitor.send(hello + "and more").send("x".repeat(100_000));
            visitor.socket().shutdownOutput();
            assertThat(visitor.rest()).isEqualTo(hello + "and more" + "x".repeat(100_000) + "bye");
            await().until(() -> edge.agent().streams() == 0);
            var counts = tunnel.traffic().total();
            assertThat(counts.bytesIn()).isEqualTo(hello.length() + 100_008);
            assertThat(counts.bytesOut()).isEqualTo(counts.bytesIn() + 3);
            assertThat(counts.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_hello_in_pieces_is_put_together_whatever_the_pieces() throws Exception {
        var hello = HelloBytes.to("app.localhost");
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            open("app.localhost", service);
            for (int piece : new int[] {1, 3, 4, 5, 50}) {
                assertThat(echo(hello.records(piece))).isEqualTo(hello.records(piece));
            }
            try (var visitor = new RawClient(port)) {
                for (var octet : hello.record().split("")) {
                    visitor.send(octet);
                }
                visitor.socket().shutdownOutput();
                assertThat(visitor.rest()).isEqualTo(hello.record());
            }
        }
    }

    @Test
    void a_long_hello_is_taken_and_a_longer_one_refused() throws Exception {
        var hello = HelloBytes.to("app.localhost");
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            open("app.localhost", service);
            var longOne = hello.padding(15_000).records(8_000);
            assertThat(echo(longOne)).isEqualTo(longOne);

            assertThat(closed(hello.padding(17_000).records(8_000))).isTrue();
            assertThat(closed(hello.padding(65_000).records(16_000))).isTrue();
            assertThat(closed(hello.padding(15_000).records(1))).isTrue();
            assertThat(service.connections()).isEqualTo(1);
            await().until(() -> tls.refusals(TlsRefusal.NO_HELLO) == 3);
        }
    }

    @Test
    void garbage_gets_to_no_tunnel() throws Exception {
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            open("app.localhost", service);
            var hello = HelloBytes.to("app.localhost").record();
            for (var bytes :
                    List.of(
                            "\0".repeat(100),
                            "\26\3\1\0\0".repeat(10),
                            "\26\3\1\377\377" + "x".repeat(70_000),
                            "\26\3\1\0\1\2\26\3\1\0\1\2",
                            "\27\3\1\0\1x" + hello,
                            "SSH-2.0-OpenSSH_9.2\r\n" + hello,
                            "\200\56\1\0\2" + "x".repeat(41),
                            "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + hello,
                            hello.substring(0, 60))) {
                assertThat(closed(bytes)).isTrue();
            }
            assertThat(service.connections()).isZero();
        }
    }

    @Test
    void names_lead_to_their_own_services_and_other_names_end_here() throws Exception {
        try (var one = LocalService.start(c -> c.send("one"));
                var two = LocalService.start(c -> c.send("two"))) {
            open("one.localhost", one);
            open("two.localhost", two);
            assertThat(answer("one.localhost", 3)).isEqualTo("one");
            assertThat(answer("two.localhost", 3)).isEqualTo("two");
            assertThat(answer("three.localhost", 2)).isEqualTo("\26\3");
            assertThat(answer("localhost", 2)).isEqualTo("\26\3");
        }
    }

    @Test
    void visitors_wait_for_an_agent_that_is_away() throws Exception {
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            var back = edge.detach(open("app.localhost", service));
            try (var visitor = new RawClient(port)) {
                var hello = HelloBytes.to("app.localhost").record();
                visitor.send(hello);
                await().until(() -> edge.listeners().gate().open() == 1);
                back.run();
                assertThat(visitor.read(hello.length())).isEqualTo(hello);
            }
        }
    }

    @Test
    void in_an_edges_first_seconds_visitors_wait_for_a_tunnel_that_is_not_there_yet()
            throws Exception {
        int young = listen(Lifetime.begin(Ticker.systemTicker()));
        var hello = HelloBytes.to("app.localhost").record();
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()));
                var visitor = new RawClient(young);
                var own = new RawClient(young);
                var nobodys = new RawClient(young)) {
            visitor.send(hello);
            await().until(() -> edge.listeners().gate().open() == 3);
            assertThat(own.send(HelloBytes.to("localhost").record()).read(2)).isEqualTo("\26\3");
            open("app.localhost", service);
            assertThat(visitor.read(hello.length())).isEqualTo(hello);
            assertThat(nobodys.send(HelloBytes.to("no.localhost").record()).read(2))
                    .isEqualTo("\26\3");
        }
    }

    @Test
    void an_agent_that_stays_away_is_an_alert() throws Exception {
        try (var service = LocalService.start(c -> c.send("hi"))) {
            var tunnel = open("app.localhost", service);
            edge.detach(tunnel);
            assertThat(answer("app.localhost", 7)).isEqualTo(INTERNAL_ERROR);

            try (var visitor = new RawClient(port)) {
                visitor.send(HelloBytes.to("app.localhost").record());
                await().until(() -> edge.listeners().gate().accepted() == 2);
                edge.registry().close(tunnel, new CloseReason("lost", "by a test", false));
                assertThat(visitor.rest()).isEqualTo(UNRECOGNIZED_NAME);
            }
        }
    }

    @Test
    void a_tunnel_takes_no_more_connections_than_its_bound() throws Exception {
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            var tunnel = open("app.localhost", service);
            var hello = HelloBytes.to("app.localhost").record();
            try (var one = new RawClient(port);
                    var two = new RawClient(port)) {
                assertThat(one.send(hello).read(hello.length())).isEqualTo(hello);
                assertThat(two.send(hello).read(hello.length())).isEqualTo(hello);
                assertThat(answer("app.localhost", 7)).isEqualTo(INTERNAL_ERROR);
                assertThat(tunnel.visitors()).isEqualTo(2);
            }
        }
    }

    @Test
    void a_service_that_does_not_listen_resets_or_alerts() throws Exception {
        var service = LocalService.start(c -> {});
        open("app.localhost", service);
        service.close();
        assertThat(closed(HelloBytes.to("app.localhost").record())).isTrue();
    }

    @Test
    void closing_the_tunnel_cuts_its_visitors() throws Exception {
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()));
                var visitor = new RawClient(port)) {
            var tunnel = open("app.localhost", service);
            var hello = HelloBytes.to("app.localhost").record();
            assertThat(visitor.send(hello).read(hello.length())).isEqualTo(hello);
            edge.registry().close(tunnel, new CloseReason("closed", "by a test", false));
            assertThat(visitor.rest()).isEmpty();
        }
    }

    private Tunnel open(String host, LocalService service) {
        return edge.tunnel(
                new Endpoint.TlsHost(host), IngressFixture.options(null), service.port());
    }

    private String answer(String host, int length) throws IOException {
        try (var visitor = new RawClient(port)) {
            return visitor.send(HelloBytes.to(host).record()).read(length);
        }
    }

    private String echo(String bytes) throws IOException {
        try (var visitor = new RawClient(port)) {
            visitor.send(bytes);
            visitor.socket().shutdownOutput();
            return visitor.rest();
        }
    }

    /// Whether these bytes get nothing, or a TLS alert at most.
    private boolean closed(String bytes) throws IOException {
        try (var visitor = new RawClient(port)) {
            visitor.send(bytes);
            visitor.socket().shutdownOutput();
            var said = visitor.rest();
            return said.isEmpty() || said.startsWith("\25\3");
        } catch (IOException _) {
            return true;
        }
    }
}
