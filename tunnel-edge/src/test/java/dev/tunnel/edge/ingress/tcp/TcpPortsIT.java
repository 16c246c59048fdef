package dev.tunnel.edge.ingress.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import dev.tunnel.edge.ingress.raw.RawSettings;
import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Tunnel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ports of TCP tunnels, with visitors and local services that use both directions on their own.
final class TcpPortsIT {
    private static final CloseReason CLOSED = new CloseReason("closed", "by a test", false);

    private final IngressFixture edge = new IngressFixture();
    private final TcpListeners ports =
            new TcpListeners(
                    edge.listeners(),
                    new RawTunnels(
                            edge.registry(),
                            edge.policies(),
                            new RawSettings(3, Duration.ofSeconds(1)),
                            Visits.unlogged()));

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void a_direction_that_ends_leaves_the_other_open() throws Exception {
        try (var service =
                LocalService.start(c -> {
                    c.send("welcome");
                    var all = c.in().readAllBytes();
                    c.send("got " + all.length);
                })) {
            var tunnel = open(service);
            try (var visitor = visitor(tunnel)) {
                assertThat(visitor.read(7)).isEqualTo("welcome");
                visitor.send("x".repeat(100_000));
                visitor.socket().shutdownOutput();
                assertThat(visitor.rest()).isEqualTo("got 100000");
            }
            await().until(() -> edge.agent().streams() == 0);
            assertThat(tunnel.traffic().total().bytesIn()).isEqualTo(100_000);
            assertThat(tunnel.traffic().total().bytesOut()).isEqualTo(17);
            assertThat(tunnel.traffic().total().connections()).isEqualTo(1);
        }
    }

    @Test
    void a_port_whose_tunnel_is_expected_listens_until_it_is_given_up() throws Exception {
        var claimed = new Endpoint.TcpPort(freeNumber());
        int given = freeNumber();
        try (var service = LocalService.start(c -> c.send("welcome"))) {
            var tunnel = edge.tunnel(claimed, IngressFixture.options(null), service.port());
            ports.expect(List.of(claimed.port(), given), Duration.ofMillis(500))
                    .syncUninterruptibly();
            new RawClient(given).close();
            ports.listen(claimed.port(), tunnel).syncUninterruptibly();
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> new RawClient(given).close())
                            .isInstanceOf(ConnectException.class));
            try (var visitor = new RawClient(claimed.port())) {
                assertThat(visitor.read(7)).isEqualTo("welcome");
            }
        }
        ports.close(claimed.port());
    }

    @Test
    void a_port_that_somebody_else_has_is_refused_although_ports_may_be_shared() throws Exception {
        try (var service = LocalService.start(c -> c.send("welcome"));
                var taken = new ServerSocket()) {
            taken.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            taken.bind(new InetSocketAddress(0));
            int port = taken.getLocalPort();
            var tunnel =
                    edge.tunnel(
                            new Endpoint.TcpPort(port),
                            IngressFixture.options(null),
                            service.port());
            assertThat(ports.listen(port, tunnel).awaitUninterruptibly().isSuccess()).isFalse();
        }
    }

    @Test
    void bytes_that_come_with_the_end_are_not_lost() throws Exception {
        try (var service = LocalService.start(c -> c.send("got " + c.in().readAllBytes().length))) {
            var tunnel = open(service);
            for (int i = 0; i < 50; i++) {
                try (var visitor = visitor(tunnel)) {
                    visitor.send("x".repeat(5000));
                    visitor.socket().shutdownOutput();
                    assertThat(visitor.rest()).isEqualTo("got 5000");
                }
            }
        }
    }

    @Test
    void a_visitors_reset_reaches_the_local_service() throws Exception {
        try (var service =
                LocalService.start(c -> {
                    c.send("hi");
                    assertThatThrownBy(c::read).isInstanceOf(SocketException.class);
                })) {
            var tunnel = open(service);
            try (var visitor = visitor(tunnel)) {
                visitor.read(2);
                visitor.socket().setSoLinger(true, 0);
            }
            await().until(() -> service.openConnections() == 0);
        }
    }

    @Test
    void a_local_service_that_is_not_there_resets_the_visitor() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var tunnel = edge.tunnel(freePort(), IngressFixture.options(null), nobody);
        ports.listen(port(tunnel), tunnel).syncUninterruptibly();
        try (var visitor = visitor(tunnel)) {
            assertThatThrownBy(visitor::rest).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void closing_the_tunnel_cuts_what_is_open() throws Exception {
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            var tunnel = open(service);
            try (var visitor = visitor(tunnel)) {
                visitor.send("x");
                assertThat(visitor.read(1)).isEqualTo("x");
                edge.registry().close(tunnel, CLOSED);
                ports.close(port(tunnel));
                assertThat(visitor.rest()).isEmpty();
            }
            await().until(() -> service.openConnections() == 0);
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> visitor(tunnel).close())
                            .isInstanceOf(ConnectException.class));
        }
    }

    @Test
    void a_tunnel_takes_no_more_connections_than_its_bound() throws Exception {
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            var tunnel = open(service);
            try (var one = echoing(tunnel);
                    var two = echoing(tunnel);
                    var three = echoing(tunnel);
                    var four = visitor(tunnel)) {
                assertThatThrownBy(four::rest).isInstanceOf(SocketException.class);
                three.close();
                await().until(() -> tunnel.visitors() == 2);
                assertThat(one.send("x").read(1) + two.send("y").read(1)).isEqualTo("xy");
                echoing(tunnel).close();
            }
        }
    }

    @Test
    void visitors_wait_a_little_for_an_agent_that_is_gone() throws Exception {
        try (var service = LocalService.start(c -> c.send("hi"))) {
            var tunnel = open(service);
            edge.agent().disconnect();
            try (var visitor = visitor(tunnel)) {
                assertThatThrownBy(visitor::rest).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void a_port_in_use_is_reported_and_a_closed_one_can_be_opened_again() throws Exception {
        try (var service = LocalService.start(c -> c.send("hi"));
                var taken = new ServerSocket(0)) {
            var tunnel = open(service);
            var busy = ports.listen(taken.getLocalPort(), tunnel);
            assertThat(busy.awaitUninterruptibly().cause()).hasMessageContaining("in use");
            for (int i = 0; i < 5; i++) {
                ports.close(port(tunnel));
                ports.listen(port(tunnel), tunnel).syncUninterruptibly();
                try (var visitor = visitor(tunnel)) {
                    assertThat(visitor.rest()).isEqualTo("hi");
                }
            }
        }
    }

    @Test
    void ipv6_visitors_come_in_too() throws Exception {
        try (var service = LocalService.start(c -> c.send("hi"))) {
            var tunnel = open(service);
            var loopback = InetAddress.getByName("::1");
            assertThat(loopback).isInstanceOf(Inet6Address.class);
            try (var visitor = new RawClient(new Socket(loopback, port(tunnel)))) {
                assertThat(visitor.rest()).isEqualTo("hi");
            }
        }
    }

    private RawClient echoing(Tunnel tunnel) throws IOException {
        var visitor = visitor(tunnel);
        visitor.send("x");
        assertThat(visitor.read(1)).isEqualTo("x");
        return visitor;
    }

    private Tunnel open(LocalService service) throws IOException {
        var tunnel = edge.tunnel(freePort(), IngressFixture.options(null), service.port());
        ports.listen(port(tunnel), tunnel).syncUninterruptibly();
        return tunnel;
    }

    private RawClient visitor(Tunnel tunnel) throws IOException {
        return new RawClient(port(tunnel));
    }

    private static int port(Tunnel tunnel) {
        return ((Endpoint.TcpPort) tunnel.endpoint()).port();
    }

    private static Endpoint freePort() throws IOException {
        return new Endpoint.TcpPort(freeNumber());
    }

    private static int freeNumber() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
