package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Services that are not there or break off, visitors that leave, tunnels that close.
final class BrokenExchangesIT {
    @RegisterExtension private final HttpEdge edge = new HttpEdge();

    @Test
    void an_answer_that_breaks_off_is_not_taken_for_complete() throws IOException {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.send(
                                    c.path().equals("/unframed")
                                            ? "HTTP/1.1 200 OK\r\n"
                                                    + "Transfer-Encoding: chunked\r\n\r\n"
                                                    + "9\r\n"
                                                    + "short"
                                            : "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            visitor.head();
            assertThat(visitor.rest()).isEqualTo("short");
            visitor.close();
            try (var old = new RawClient(edge.port())) {
                old.send("GET /unframed HTTP/1.0\r\nHost: a.localhost\r\n\r\n");
                old.head();
                assertThatThrownBy(old::rest).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void a_service_that_is_not_there_is_a_readable_502() throws IOException {
        int closed;
        try (var service = LocalService.http(c -> {})) {
            closed = service.port();
        }
        var tunnel = edge.http("a.localhost", closed);
        try (var visitor = new RawClient(edge.port())) {
            visitor.send("GET / HTTP/1.1\r\nHost: a.localhost\r\nAccept: text/html\r\n\r\n");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 502 ")
                    .containsIgnoringCase("x-tunnel-error: service_unreachable")
                    .contains("a.localhost");
            assertThat(tunnel.traffic().total().status5xx()).isEqualTo(1);
            visitor.get("nobody.localhost", "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 404 ")
                    .containsIgnoringCase("x-tunnel-error: tunnel_not_found");
        }
    }

    @Test
    void a_visitor_that_leaves_takes_its_local_connection_along() throws IOException {
        try (var service =
                LocalService.start(c -> {
                    c.readHead();
                    assertThat(c.read()).isNegative();
                })) {
            edge.http("a.localhost", service.port());
            try (var visitor = new RawClient(edge.port())) {
                visitor.get("a.localhost", "/poll");
                await().until(() -> service.connections() == 1);
                visitor.socket().setSoLinger(true, 0);
            }
            await().until(() -> service.openConnections() == 0);
        }
    }

    @Test
    void closing_the_tunnel_cuts_a_response_under_way() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            c.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
                            c.read();
                        });
                var visitor = new RawClient(edge.port())) {
            var tunnel = edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            visitor.head();
            visitor.read(4);
            edge.fixture()
                    .registry()
                    .close(
                            tunnel,
                            new dev.tunnel.edge.tunnel.CloseReason("closed", "by a test", false));
            assertThat(visitor.rest()).isEmpty();
        }
    }
}
