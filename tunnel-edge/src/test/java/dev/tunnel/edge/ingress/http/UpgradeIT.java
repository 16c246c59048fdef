package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Requests that change the protocol of their connection.
final class UpgradeIT {
    @RegisterExtension private final HttpEdge edge = new HttpEdge();

    @Test
    void after_an_upgrade_bytes_go_both_ways_and_are_counted() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.header("Connection")).isEqualToIgnoringCase("upgrade");
                            assertThat(c.header("Upgrade")).isEqualTo("echo");
                            c.send(
                                    "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\n"
                                            + "Upgrade: echo\r\n\r\nhello");
                            for (int b = c.read(); b >= 0; b = c.read()) {
                                c.out().write(b);
                            }
                            c.send("bye");
                        });
                var visitor = new RawClient(edge.port())) {
            var tunnel = edge.http("a.localhost", service.port());
            visitor.send(
                    "GET / HTTP/1.1\r\nHost: a.localhost\r\nConnection: keep-alive, Upgrade\r\n"
                            + "Upgrade: echo\r\n\r\nearly");
            assertThat(visitor.head())
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("upgrade: echo");
            assertThat(visitor.read(10)).isEqualTo("helloearly");
            visitor.send("GET / HTTP/1.1\r\n\r\n");
            assertThat(visitor.read(18)).isEqualTo("GET / HTTP/1.1\r\n\r\n");
            visitor.socket().shutdownOutput();
            assertThat(visitor.rest()).isEqualTo("bye");
            assertThat(tunnel.traffic().total().status1xx()).isEqualTo(1);
            assertThat(tunnel.traffic().total().bytesOut()).isGreaterThan(5 + 5 + 18 + 3);
        }
    }

    @Test
    void a_visitor_that_ends_its_side_before_the_answer_is_heard_to_its_end() throws Exception {
        var ended = new CountDownLatch(1);
        try (var service =
                        LocalService.http(c -> {
                            ended.await();
                            c.send(
                                    "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\n"
                                            + "Upgrade: echo\r\n\r\n");
                            c.in().transferTo(c.out());
                            c.send("!");
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "GET / HTTP/1.1\r\nHost: a.localhost\r\nConnection: Upgrade\r\n"
                            + "Upgrade: echo\r\n\r\nall there is");
            visitor.socket().shutdownOutput();
            await().until(() -> service.connections() == 1);
            ended.countDown();
            assertThat(visitor.head()).startsWith("HTTP/1.1 101 ");
            assertThat(visitor.rest()).isEqualTo("all there is!");
        }
    }

    @Test
    void an_upgrade_to_http2_is_not_offered_to_the_service() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.head().toLowerCase(java.util.Locale.ROOT))
                                    .doesNotContain("upgrade")
                                    .doesNotContain("http2");
                            c.answer("plain");
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "GET / HTTP/1.1\r\n"
                            + "Host: a.localhost\r\n"
                            + "Upgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMA\r\n"
                            + "Connection: Upgrade, HTTP2-Settings\r\n\r\n");
            assertThat(visitor.response()).endsWith("plain");
        }
    }
}
