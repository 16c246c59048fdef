package dev.tunnel.edge.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.AccountQuota.Level;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.http.HttpSettings;
import dev.tunnel.edge.ingress.http.PublicHttpInitializer;
import dev.tunnel.edge.ingress.raw.RawSettings;
import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.ingress.tcp.TcpListeners;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.Allowances;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What visitors of an account meet when it has limits.
final class QuotaIT {
    private static final int BODY = 1_000_000;
    private static final long RATE = 400_000;

    /// What cannot be faster: all but the first second's worth, at that rate, a little less for the
    /// last piece, which nobody waits for.
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(600);

    private final IngressFixture edge = new IngressFixture();
    private final Allowances allowances = new Allowances(Ticker.systemTicker());
    private int port;

    @BeforeEach
    void listen() {
        port =
                edge.listen(
                        new PublicHttpInitializer(
                                HttpSettings.defaults(TrustedProxies.NONE),
                                edge.registry(),
                                edge.policies(),
                                false));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void requests_beyond_the_rate_are_told_to_come_again() throws IOException {
        try (var service = LocalService.http(c -> c.answer("hi"));
                var visitor = new RawClient(port)) {
            limit(edge.http("a.localhost", service.port()), null, 2L, null);
            for (int i = 0; i < 2; i++) {
                visitor.get("a.localhost", "/");
                assertThat(visitor.response()).endsWith("hi");
            }
            visitor.get("a.localhost", "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 429 ")
                    .containsIgnoringCase("retry-after: 1\r\n")
                    .containsIgnoringCase("x-tunnel-error: rate_limited\r\n");
        }
    }

    @Test
    void visitors_beyond_the_limit_wait_until_another_has_gone() throws IOException {
        try (var service = LocalService.http(c -> c.answer("hi"))) {
            limit(edge.http("a.localhost", service.port()), 1L, null, null);
            try (var first = new RawClient(port)) {
                first.get("a.localhost", "/");
                assertThat(first.response()).endsWith("hi");
                assertThat(answer()).startsWith("HTTP/1.1 429 ").contains("quota_exceeded");
                first.get("a.localhost", "/");
                assertThat(first.response()).endsWith("hi");
            }
            await().until(() -> answer().startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void when_nothing_is_left_everybody_is_refused() throws IOException {
        try (var service = LocalService.http(c -> c.answer("hi"))) {
            var tunnel = edge.http("a.localhost", service.port());
            level(tunnel, Level.REFUSED);
            assertThat(answer()).startsWith("HTTP/1.1 429 ").contains("quota_exceeded");
            level(tunnel, Level.OK);
            assertThat(answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answers_are_as_slow_as_the_account_and_whole() throws IOException {
        try (var service = LocalService.http(c -> c.answer("x".repeat(BODY)));
                var visitor = new RawClient(port)) {
            limit(edge.http("a.localhost", service.port()), null, null, RATE);
            long begun = System.nanoTime();
            visitor.get("a.localhost", "/");
            assertThat(visitor.response()).endsWith("\r\n\r\n" + "x".repeat(BODY));
            assertThat(System.nanoTime() - begun).isGreaterThan(LEAST);
        }
    }

    @Test
    void requests_are_as_slow_as_the_account_and_whole() throws IOException {
        try (var service = LocalService.http(c -> c.answer("got " + c.readBody().length));
                var visitor = new RawClient(port)) {
            limit(edge.http("a.localhost", service.port()), null, null, RATE);
            long begun = System.nanoTime();
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: " + BODY + "\r\n\r\n");
            visitor.send("x".repeat(BODY));
            assertThat(visitor.response()).endsWith("got " + BODY);
            assertThat(System.nanoTime() - begun).isGreaterThan(LEAST);
        }
    }

    @Test
    void many_short_answers_are_as_slow_as_one_long_one() throws IOException {
        try (var service = LocalService.http(c -> c.answer("x".repeat(BODY / 10)))) {
            limit(edge.http("a.localhost", service.port()), null, null, RATE);
            long begun = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertThat(answer()).startsWith("HTTP/1.1 200 ");
            }
            assertThat(System.nanoTime() - begun).isGreaterThan(LEAST);
        }
    }

    @Test
    void tcp_connections_are_slowed_down_and_beyond_the_limit_reset() throws Exception {
        var ports =
                new TcpListeners(
                        edge.listeners(),
                        new RawTunnels(
                                edge.registry(),
                                edge.policies(),
                                new RawSettings(10, Duration.ofSeconds(1)),
                                Visits.unlogged()));
        int free = freePort();
        try (var service =
                LocalService.start(c -> {
                    c.readExactly(BODY);
                    c.send("x".repeat(BODY));
                    c.in().readAllBytes();
                })) {
            var tunnel =
                    edge.tunnel(
                            new Endpoint.TcpPort(free),
                            IngressFixture.options(null),
                            service.port());
            limit(tunnel, 1L, null, RATE);
            ports.listen(free, tunnel).syncUninterruptibly();
            try (var visitor = new RawClient(free)) {
                long begun = System.nanoTime();
                visitor.send("x".repeat(BODY));
                assertThat(visitor.read(BODY)).hasSize(BODY);
                assertThat(System.nanoTime() - begun).isGreaterThan(LEAST);
                try (var second = new RawClient(free)) {
                    assertThatThrownBy(second::rest).isInstanceOf(SocketException.class);
                }
            }
        }
        ports.close(free);
    }

    private String answer() throws IOException {
        try (var visitor = new RawClient(port)) {
            visitor.get("a.localhost", "/");
            return visitor.response();
        }
    }

    private void limit(
            Tunnel tunnel,
            @Nullable Long connections,
            @Nullable Long requests,
            @Nullable Long bytes) {
        var account = tunnel.accountId();
        var _ =
                allowances.set(
                        new AccountQuota(account, Level.OK, connections, requests, bytes, null));
        tunnel.limit(allowances.of(account));
    }

    private void level(Tunnel tunnel, Level level) {
        var account = tunnel.accountId();
        var _ = allowances.set(new AccountQuota(account, level, null, null, null, "told"));
        tunnel.limit(allowances.of(account));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
