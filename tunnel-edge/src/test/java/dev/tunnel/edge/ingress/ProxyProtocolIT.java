package dev.tunnel.edge.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.http.HttpSettings;
import dev.tunnel.edge.ingress.http.PublicHttpInitializer;
import dev.tunnel.edge.ingress.proxy.HeaderWriter;
import dev.tunnel.edge.ingress.proxy.ProxyHeader;
import dev.tunnel.edge.ingress.raw.RawSettings;
import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelOptions;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import dev.tunnel.protocol.net.Cidr;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The PROXY protocol: believed of load balancers in front, told to services that ask for it.
final class ProxyProtocolIT {
    private static final TrustedProxies LOOPBACK =
            new TrustedProxies(List.of(Cidr.parse("127.0.0.1").orElseThrow()));
    private static final Endpoint NAME = new Endpoint.TlsHost("app.localhost");
    private static final String TOLD = "PROXY TCP4 192.0.2.7 198.51.100.1 51234 443\r\n";

    private final IngressFixture edge = new IngressFixture();

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void a_service_that_asks_for_it_gets_it_first() throws Exception {
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            var v1 = tunnel(ProxyProtocol.V1, service);
            int port = edge.listen(raw());
            try (var visitor = new RawClient(port)) {
                int mine = visitor.socket().getLocalPort();
                var header = "PROXY TCP4 127.0.0.1 127.0.0.1 %d %d\r\n".formatted(mine, port);
                assertThat(visitor.read(header.length())).isEqualTo(header);
                visitor.send("hello");
                visitor.socket().shutdownOutput();
                assertThat(visitor.rest()).isEqualTo("hello");
                await().until(() -> edge.agent().streams() == 0);
                assertThat(v1.traffic().total().bytesIn()).isEqualTo(header.length() + 5);
            }
            tunnel(ProxyProtocol.V2, service);
            try (var visitor = new RawClient(new Socket(InetAddress.getByName("::1"), port))) {
                var header = v2((InetSocketAddress) visitor.socket().getLocalSocketAddress(), port);
                assertThat(visitor.read(header.length())).isEqualTo(header);
            }
        }
    }

    @Test
    void an_http_service_gets_it_once_for_each_of_its_connections() throws Exception {
        try (var service =
                LocalService.start(c -> {
                    var proxy = c.readLine();
                    while (c.readHead()) {
                        c.answer(proxy.split(" ", -1)[4]);
                    }
                })) {
            edge.tunnel(
                    new Endpoint.HttpHost("app.localhost"),
                    options(ProxyProtocol.V1),
                    service.port());
            int port = edge.listen(http());
            for (int i = 0; i < 3; i++) {
                try (var visitor = new RawClient(port)) {
                    var mine = Integer.toString(visitor.socket().getLocalPort());
                    visitor.get("app.localhost", "/one");
                    assertThat(visitor.response()).endsWith("\r\n\r\n" + mine);
                    visitor.get("app.localhost", "/two");
                    assertThat(visitor.response()).endsWith("\r\n\r\n" + mine);
                }
            }
            assertThat(service.connections()).isEqualTo(3);
        }
    }

    @Test
    void a_balancers_word_is_passed_on() throws Exception {
        try (var service = LocalService.start(c -> c.in().transferTo(c.out()))) {
            tunnel(ProxyProtocol.V1, service);
            int port = behindBalancer(raw());
            for (var header :
                    List.of(
                            TOLD,
                            "\r\n\r\n"
                                    + "\0\r\n"
                                    + "QUIT\n"
                                    + "\41\21\0\14\300\0\2\7\306\63\144\1\310\42\1\273")) {
                try (var visitor = new RawClient(port)) {
                    for (var piece : (header + "hello").split("")) {
                        visitor.send(piece);
                    }
                    assertThat(visitor.read(TOLD.length() + 5)).isEqualTo(TOLD + "hello");
                }
            }
        }
    }

    @Test
    void a_web_service_hears_the_address_that_the_balancer_told() throws Exception {
        try (var service = LocalService.http(c -> c.answer(c.header("X-Forwarded-For")))) {
            edge.http("app.localhost", service.port());
            int port = behindBalancer(http());
            assertThat(page(port, TOLD)).endsWith("\r\n\r\n192.0.2.7");
            assertThat(page(port, "PROXY UNKNOWN\r\n")).endsWith("\r\n\r\n127.0.0.1");
        }
    }

    @Test
    void a_balancer_must_send_it_and_send_it_right() throws Exception {
        int port = behindBalancer(http());
        for (var bytes :
                List.of(
                        "GET / HTTP/1.1\r\nHost: app.localhost\r\n\r\n",
                        "PROXY TCP4 192.0.2.7 198.51.100.1 51234\r\n",
                        "PROXY UNKNOWN " + "x".repeat(200),
                        "\r\n\r\n\0\r\nQUIT\n\41\21\377\377",
                        "PROXY ")) {
            try (var visitor = new RawClient(port)) {
                visitor.send(bytes);
                visitor.socket().shutdownOutput();
                assertThat(visitor.rest()).isEmpty();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }
        await().until(() -> edge.listeners().gate().refused() == 5);
    }

    @Test
    void anybody_elses_word_is_garbage() throws Exception {
        try (var service = LocalService.http(c -> c.answer(c.header("X-Forwarded-For")))) {
            edge.http("app.localhost", service.port());
            int port = behindBalancer(http());
            try (var visitor = new RawClient(new Socket(InetAddress.getByName("::1"), port))) {
                visitor.get("app.localhost", "/");
                assertThat(visitor.response()).endsWith("\r\n\r\n0:0:0:0:0:0:0:1");
                visitor.send(TOLD);
                visitor.get("app.localhost", "/");
                assertThat(visitor.response()).startsWith("HTTP/1.1 400 ");
            }
        }
    }

    private String page(int port, String header) throws IOException {
        try (var visitor = new RawClient(port)) {
            visitor.send(header);
            visitor.get("app.localhost", "/");
            return visitor.response();
        }
    }

    private int behindBalancer(ChannelHandler connection) {
        var bound = edge.listeners(LOOPBACK).listen(0, connection).syncUninterruptibly();
        return IngressFixture.portOf(bound.channel());
    }

    private ChannelHandler raw() {
        var tunnels =
                new RawTunnels(
                        edge.registry(),
                        edge.policies(),
                        RawSettings.defaults(),
                        Visits.unlogged());
        return new RawPort(tunnels);
    }

    private ChannelHandler http() {
        return new PublicHttpInitializer(
                HttpSettings.defaults(TrustedProxies.NONE),
                edge.registry(),
                edge.policies(),
                false);
    }

    private Tunnel tunnel(ProxyProtocol version, LocalService service) {
        return edge.tunnel(NAME, options(version), service.port());
    }

    private static TunnelOptions options(ProxyProtocol version) {
        return IngressFixture.options(
                Access.OPEN, new Upstream(null, version, UpstreamProtocol.HTTP1));
    }

    private static String v2(InetSocketAddress source, int port) {
        return HeaderWriter.write(
                        ProxyProtocol.V2,
                        new ProxyHeader.Relayed(
                                source, new InetSocketAddress(source.getAddress(), port)))
                .toString(ISO_8859_1);
    }

    /// Every connection belongs to the one tunnel.
    @Sharable
    private static final class RawPort extends ChannelInitializer<Channel> {
        private final RawTunnels tunnels;

        RawPort(RawTunnels tunnels) {
            this.tunnels = tunnels;
        }

        @Override
        protected void initChannel(Channel channel) {
            tunnels.take(channel, NAME);
        }
    }
}
