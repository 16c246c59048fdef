package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests of visitors to local services over a real mux connection.
final class PublicHttpIT {
    private final IngressFixture edge = new IngressFixture();
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
    void requests_for_two_hosts_on_one_connection_each_reach_their_tunnel() throws IOException {
        try (var one = LocalService.http(c -> c.answer("one " + c.path()));
                var two = LocalService.http(c -> c.answer("two " + c.path()));
                var visitor = new RawClient(port)) {
            var first = edge.http("one.localhost", one.port());
            var second = edge.http("two.localhost", two.port());
            for (int i = 0; i < 3; i++) {
                visitor.get("one.localhost:8000", "/" + i);
                assertThat(visitor.response()).endsWith("one /" + i);
                visitor.get("TWO.localhost.", "/" + i);
                assertThat(visitor.response()).endsWith("two /" + i);
            }
            assertThat(first.traffic().total().status2xx()).isEqualTo(3);
            assertThat(second.traffic().total().status2xx()).isEqualTo(3);
            assertThat(first.traffic().total().bytesOut()).isGreaterThan(3 * 20);
        }
    }

    @Test
    void a_stream_is_kept_for_the_next_request_to_the_same_tunnel() throws IOException {
        try (var service = LocalService.http(c -> c.answer(c.path()));
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            for (int i = 0; i < 5; i++) {
                visitor.get("a.localhost", "/" + i);
                assertThat(visitor.response()).endsWith("/" + i);
            }
            assertThat(service.connections()).isEqualTo(1);
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order() throws IOException {
        try (var service = LocalService.http(c -> c.answer(c.path()));
                var other = LocalService.http(c -> c.answer("other"));
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            edge.http("b.localhost", other.port());
            var all = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: ");
                all.append(i % 50 == 7 ? "b" : "a").append(".localhost\r\n\r\n");
            }
            visitor.send(all.toString());
            for (int i = 0; i < 200; i++) {
                assertThat(visitor.response()).endsWith(i % 50 == 7 ? "other" : "/" + i);
            }
        }
    }

    @Test
    void the_services_100_reaches_the_visitor_before_the_body_is_sent() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.header("Expect")).isEqualTo("100-continue");
                            c.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
                            c.send("HTTP/1.1 100 Continue\r\n\r\n");
                            c.answer("got " + new String(c.readBody(), "UTF-8"));
                        });
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 4\r\n"
                            + "Expect: 100-continue\r\n\r\n");
            assertThat(visitor.head()).startsWith("HTTP/1.1 103 ").containsIgnoringCase("link:");
            assertThat(visitor.head()).startsWith("HTTP/1.1 100 ");
            visitor.send("body");
            assertThat(visitor.response()).startsWith("HTTP/1.1 200 ").endsWith("got body");
            visitor.get("a.localhost", "/");
        }
    }

    @Test
    void a_final_answer_in_place_of_100_closes_the_connection() throws IOException {
        try (var service =
                        LocalService.http(
                                c -> c.send("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n"));
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 4\r\n"
                            + "Expect: 100-continue\r\n\r\n");
            assertThat(visitor.rest())
                    .startsWith("HTTP/1.1 417 ")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void chunks_and_trailers_go_both_ways() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.readLine()).isEqualTo("3");
                            assertThat(c.readLine()).isEqualTo("abc");
                            assertThat(c.readLine()).isEqualTo("0");
                            assertThat(c.readLine()).isEqualToIgnoringCase("x-sum: 7");
                            assertThat(c.readLine()).isEmpty();
                            c.send(
                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                                            + "Trailer: X-Back\r\n\r\n"
                                            + "4;ext=1\r\nwxyz\r\n0\r\nX-Back: 8\r\n\r\n");
                        });
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "3\r\nabc\r\n0\r\nX-Sum: 7\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n");
            assertThat(visitor.head()).containsIgnoringCase("transfer-encoding: chunked");
            assertThat(visitor.until("\r\n\r\n")).isEqualTo("4\r\nwxyz\r\n0\r\nX-Back: 8\r\n\r\n");
        }
    }

    @Test
    void responses_without_a_body_end_with_their_head() throws IOException {
        try (var service =
                        LocalService.http(c ->
                                c.send(
                                        switch (c.path()) {
                                            case "/204" -> "HTTP/1.1 204 None\r\n\r\n";
                                            case "/304" ->
                                                    "HTTP/1.1 304 Same\r\n"
                                                            + "Content-Length: 9\r\n\r\n";
                                            default ->
                                                    "HTTP/1.1 200 OK\r\n"
                                                            + "Content-Length: 9\r\n\r\n";
                                        }));
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.send("HEAD / HTTP/1.1\r\nHost: a.localhost\r\n\r\n");
            assertThat(visitor.head()).containsIgnoringCase("content-length: 9");
            visitor.get("a.localhost", "/204");
            assertThat(visitor.head()).startsWith("HTTP/1.1 204 ").doesNotContain("ncoding");
            visitor.get("a.localhost", "/304");
            assertThat(visitor.head()).startsWith("HTTP/1.1 304 ");
            visitor.send("HEAD / HTTP/1.1\r\nHost: a.localhost\r\n\r\n");
            assertThat(visitor.head()).startsWith("HTTP/1.1 200 ");
            assertThat(service.connections()).isEqualTo(1);
        }
    }

    @Test
    void http_10_is_served_with_and_without_keep_alive() throws IOException {
        try (var service =
                LocalService.http(c -> {
                    if (c.path().equals("/chunked")) {
                        c.send(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + "3\r\nabc\r\n0\r\n\r\n");
                    } else {
                        assertThat(c.head()).startsWith("GET / HTTP/1.1\r\n");
                        c.answer("ten");
                    }
                })) {
            edge.http("a.localhost", service.port());
            try (var visitor = new RawClient(port)) {
                visitor.send(
                        "GET / HTTP/1.0\r\nHost: a.localhost\r\nConnection: keep-alive\r\n\r\n");
                assertThat(visitor.response())
                        .containsIgnoringCase("connection: keep-alive")
                        .endsWith("ten");
                visitor.send("GET /chunked HTTP/1.0\r\nHost: a.localhost\r\n\r\n");
                assertThat(visitor.rest()).doesNotContain("ncoding").endsWith("\r\n\r\nabc");
            }
        }
    }

    @Test
    void an_answer_that_ends_with_its_connection_is_chunked_for_the_visitor() throws IOException {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.send("HTTP/1.0 200 OK\n\nuntil the end");
                        });
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            assertThat(visitor.head()).containsIgnoringCase("transfer-encoding: chunked");
            assertThat(visitor.until("0\r\n\r\n")).contains("until the end");
            visitor.get("a.localhost", "/");
            assertThat(visitor.head()).startsWith("HTTP/1.1 200");
        }
    }

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
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            visitor.head();
            assertThat(visitor.rest()).isEqualTo("short");
            visitor.close();
            try (var old = new RawClient(port)) {
                old.send("GET /unframed HTTP/1.0\r\nHost: a.localhost\r\n\r\n");
                old.head();
                assertThatThrownBy(old::rest).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void an_early_answer_to_an_unfinished_upload_is_delivered() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            c.readExactly(1000);
                            c.send("HTTP/1.1 413 Too big\r\nContent-Length: 3\r\n\r\nbig");
                            c.in().transferTo(java.io.OutputStream.nullOutputStream());
                        });
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 100000000\r\n\r\n");
            visitor.send("x".repeat(500_000));
            assertThat(visitor.rest())
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("connection: close")
                    .endsWith("big");
        }
    }

    @Test
    void server_sent_events_arrive_one_by_one() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            c.send(
                                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                            + "Transfer-Encoding: chunked\r\n\r\n");
                            for (int i = 0; i < 3; i++) {
                                // Waits for a word of the visitor, through another request.
                                c.send("9\r\ndata: " + i + "\n\n\r\n");
                                LATCHES.take();
                            }
                            c.send("0\r\n\r\n");
                        });
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            visitor.head();
            for (int i = 0; i < 3; i++) {
                assertThat(visitor.until("\n\n\r\n")).endsWith("data: " + i + "\n\n\r\n");
                LATCHES.add(i);
            }
            assertThat(visitor.until("0\r\n\r\n")).isNotEmpty();
        }
    }

    private static final java.util.concurrent.BlockingQueue<Integer> LATCHES =
            new java.util.concurrent.LinkedBlockingQueue<>();

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
                var visitor = new RawClient(port)) {
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
    void an_upgrade_to_http2_is_not_offered_to_the_service() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.head().toLowerCase(java.util.Locale.ROOT))
                                    .doesNotContain("upgrade")
                                    .doesNotContain("http2");
                            c.answer("plain");
                        });
                var visitor = new RawClient(port)) {
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

    @Test
    void a_service_that_is_not_there_is_a_readable_502() throws IOException {
        int closed;
        try (var service = LocalService.http(c -> {})) {
            closed = service.port();
        }
        var tunnel = edge.http("a.localhost", closed);
        try (var visitor = new RawClient(port)) {
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
    void a_kept_stream_that_the_service_closes_is_replaced() throws IOException {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.answer(c.path());
                        });
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            for (int i = 0; i < 20; i++) {
                visitor.get("a.localhost", "/" + i);
                assertThat(visitor.response()).endsWith("/" + i);
            }
            assertThat(service.connections()).isEqualTo(20);
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
            try (var visitor = new RawClient(port)) {
                visitor.get("a.localhost", "/poll");
                await().until(() -> service.connections() == 1);
                visitor.socket().setSoLinger(true, 0);
            }
            await().until(() -> service.openConnections() == 0);
        }
    }

    @Test
    void a_visitor_that_ended_its_side_still_gets_its_answer() throws IOException {
        try (var service = LocalService.http(c -> c.answer("late " + c.path()));
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/1");
            visitor.get("a.localhost", "/2");
            visitor.socket().shutdownOutput();
            assertThat(visitor.response()).endsWith("late /1");
            assertThat(visitor.response()).endsWith("late /2");
            assertThat(visitor.rest()).isEmpty();
        }
    }

    @Test
    void closing_the_tunnel_cuts_a_response_under_way() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            c.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
                            c.read();
                        });
                var visitor = new RawClient(port)) {
            var tunnel = edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            visitor.head();
            visitor.read(4);
            edge.registry()
                    .close(
                            tunnel,
                            new dev.tunnel.edge.tunnel.CloseReason("closed", "by a test", false));
            assertThat(visitor.rest()).isEmpty();
        }
    }
}
