package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.TunnelOptions;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// HTTP/2 visitors, frame by frame, in front of services of HTTP/1.1.
final class Http2IT {
    private static final String HOST = "a.localhost";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: b\r\n\r\n"
                    + "%x\r\n%s\r\n0\r\nb: 2\r\n\r\n";

    @RegisterExtension private final Http2Edge edge = Http2Edge.usual();

    private Http2Peer connect() throws IOException {
        return new Http2Peer(edge.connect(HOST, "h2"));
    }

    @Test
    void a_request_reaches_the_service_as_http_1_1_and_the_answer_comes_back() throws Exception {
        try (var service = LocalService.http(c -> c.answer(c.head()));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.get(1, HOST, "/x?y=1", "x-forwarded-for", "6.6.6.6", "traceparent", "00-1");
            var response = visitor.response(1);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("content-type")).isEqualTo("text/plain");
            assertThat(response.body())
                    .startsWith("GET /x?y=1 HTTP/1.1\r\n")
                    .contains("host: a.localhost\r\n")
                    .contains("X-Forwarded-For: 127.0.0.1\r\n", "X-Forwarded-Proto: https\r\n")
                    .contains("traceparent: 00-1\r\n")
                    .doesNotContain("6.6.6.6", ":authority");
        }
    }

    @Test
    void requests_of_one_connection_share_connections_to_the_service() throws Exception {
        try (var service = LocalService.http(c -> c.answer("x"));
                var visitor = connect()) {
            var tunnel = edge.fixture().http(HOST, service.port());
            for (int stream = 1; stream < 41; stream += 2) {
                visitor.get(stream, HOST, "/");
                assertThat(visitor.response(stream).body()).isEqualTo("x");
            }
            assertThat(service.connections()).isEqualTo(1);
            assertThat(tunnel.traffic().total().connections()).isEqualTo(1);
            assertThat(tunnel.traffic().total().requests()).isEqualTo(20);
        }
    }

    @Test
    void bodies_and_trailers_go_both_ways() throws Exception {
        try (var service =
                        LocalService.http(c -> {
                            var seen =
                                    c.header("Transfer-Encoding")
                                            + c.readLine()
                                            + c.readLine()
                                            + c.readLine()
                                            + c.readLine();
                            c.readLine();
                            c.send(CHUNKED.formatted(seen.length(), seen));
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(1, false, Http2Peer.request("POST", HOST, "/", "te", "trailers"));
            visitor.data(1, false, "hello");
            visitor.headers(1, true, "a", "1");
            var response = visitor.response(1);
            assertThat(response.body()).isEqualTo("chunked5hello0a: 1");
            assertThat(response.trailers()).containsEntry("b", "2");
            assertThat(response.head().contains("transfer-encoding")).isFalse();
        }
    }

    @Test
    void interim_responses_are_passed_on() throws Exception {
        try (var service =
                        LocalService.http(c -> {
                            c.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
                            c.send("HTTP/1.1 100 Continue\r\n\r\n");
                            c.answer("read " + c.readBody().length);
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(
                    1,
                    false,
                    Http2Peer.request(
                            "POST", HOST, "/", "content-length", "2", "expect", "100-continue"));
            var hints = visitor.decode(visitor.next(Http2Peer.HEADERS));
            assertThat(hints.status()).hasToString("103");
            assertThat(hints.get("link")).hasToString("</a>");
            assertThat(visitor.decode(visitor.next(Http2Peer.HEADERS)).status()).hasToString("100");
            visitor.data(1, true, "ok");
            assertThat(visitor.response(1).body()).isEqualTo("read 2");
        }
    }

    @Test
    void responses_without_a_body_are_one_frame() throws Exception {
        try (var service =
                        LocalService.http(c ->
                                c.send(
                                        c.head().startsWith("HEAD")
                                                ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
                                                : "HTTP/1.1 "
                                                        + c.path().substring(1)
                                                        + " X\r\n\r\n"));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(1, true, Http2Peer.request("HEAD", HOST, "/"));
            var head = visitor.next(Http2Peer.HEADERS);
            assertThat(head.ends()).isTrue();
            assertThat(visitor.decode(head).get("content-length")).hasToString("9");
            visitor.get(3, HOST, "/204");
            assertThat(visitor.next(Http2Peer.HEADERS).ends()).isTrue();
            visitor.get(5, HOST, "/304");
            assertThat(visitor.next(Http2Peer.HEADERS).ends()).isTrue();
        }
    }

    @Test
    void crumbs_of_cookies_are_joined() throws Exception {
        try (var service = LocalService.http(c -> c.answer(c.header("cookie")));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.get(1, HOST, "/", "cookie", "a=1", "x", "y", "cookie", "b=2");
            assertThat(visitor.response(1).body()).isEqualTo("a=1; b=2");
        }
    }

    @Test
    void each_request_is_routed_by_its_own_authority() throws Exception {
        try (var shop = Http2Edge.below("x.test");
                var one = LocalService.http(c -> c.answer("one"));
                var two = LocalService.http(c -> c.answer("two"));
                var visitor = new Http2Peer(shop.connect("a.x.test", "h2"))) {
            shop.fixture().http("a.x.test", one.port());
            shop.fixture().http("b.x.test", two.port());
            visitor.get(1, "a.x.test", "/");
            assertThat(visitor.response(1).body()).isEqualTo("one");
            visitor.get(3, "b.x.test", "/");
            assertThat(visitor.response(3).body()).isEqualTo("two");
            visitor.get(5, "c.x.test", "/");
            assertThat(visitor.response(5).header("x-tunnel-error")).isEqualTo("tunnel_not_found");
            visitor.get(7, "other.test", "/");
            assertThat(visitor.response(7).status()).isEqualTo(421);
        }
    }

    @Test
    void a_host_that_the_certificate_is_not_for_is_misdirected() throws Exception {
        try (var visitor = connect()) {
            edge.fixture().http("b.localhost", 1);
            visitor.get(1, "b.localhost", "/");
            var response = visitor.response(1);
            assertThat(response.status()).isEqualTo(421);
            assertThat(response.header("x-tunnel-error")).isEqualTo("misdirected");
        }
    }

    @Test
    void a_host_whose_tls_is_passed_through_is_misdirected() throws Exception {
        edge.fixture()
                .tunnel(new Endpoint.TlsHost(HOST), new TunnelOptions(Set.of("https"), "8080"), 1);
        try (var visitor = connect()) {
            visitor.get(1, HOST, "/");
            assertThat(visitor.response(1).status()).isEqualTo(421);
        }
    }

    @Test
    void a_request_that_is_answered_early_is_told_to_stop() throws Exception {
        try (var service = LocalService.http(c -> c.answer("no"));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(1, false, Http2Peer.request("POST", HOST, "/"));
            assertThat(visitor.response(1).body()).isEqualTo("no");
            var reset = visitor.next(Http2Peer.RST_STREAM);
            assertThat(reset.error()).isZero();
            visitor.get(3, HOST, "/");
            assertThat(visitor.response(3).body()).isEqualTo("no");
        }
    }

    @Test
    void a_visitor_that_cancels_ends_the_request_at_the_service() throws Exception {
        var ended = new CountDownLatch(1);
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.read()).isEqualTo(-1);
                            ended.countDown();
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.get(1, HOST, "/");
            await().until(() -> service.connections() == 1);
            visitor.integer(Http2Peer.RST_STREAM, 1, 8);
            await().until(() -> ended.getCount() == 0 || service.openConnections() == 0);
        }
    }

    @Test
    void an_answer_that_breaks_off_is_a_reset() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.get(1, HOST, "/");
            assertThat(visitor.next(Http2Peer.DATA).payload()).hasSize(4);
            assertThat(visitor.next(Http2Peer.RST_STREAM).error()).isEqualTo(2);
        }
    }

    @Test
    void a_service_that_does_not_read_stops_only_its_own_stream() throws Exception {
        var readOn = new CountDownLatch(1);
        try (var service =
                        LocalService.http(c -> {
                            if (c.path().equals("/slow")) {
                                readOn.await();
                            }
                            c.answer("read " + c.readBody().length);
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(1, false, Http2Peer.request("POST", HOST, "/slow"));
            var piece = "x".repeat(16 * 1024);
            long sent = 0;
            int quiet = 0;
            for (int stream = 3; quiet < 5; stream += 2) {
                long room = 256 * 1024 + visitor.granted(1) - sent;
                quiet = room < piece.length() ? quiet + 1 : 0;
                for (; room >= piece.length(); room -= piece.length()) {
                    visitor.data(1, false, piece);
                    sent += piece.length();
                }
                visitor.headers(stream, false, Http2Peer.request("POST", HOST, "/"));
                visitor.data(stream, true, piece);
                assertThat(visitor.response(stream).body()).isEqualTo("read 16384");
            }
            assertThat(sent).isBetween(256L * 1024, 32L << 20);
            readOn.countDown();
        }
    }

    @Test
    void a_visitor_that_does_not_read_stops_only_its_own_stream() throws Exception {
        var sent = new AtomicLong();
        try (var service =
                        LocalService.http(c -> {
                            if (c.path().equals("/big")) {
                                c.send("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n");
                                byte[] piece = new byte[65536];
                                for (int i = 0; i < 1600; i++) {
                                    c.out().write(piece);
                                    sent.addAndGet(piece.length);
                                }
                            } else {
                                c.answer("quick");
                            }
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.get(1, HOST, "/big");
            for (int got = 0; got < 65_535; ) {
                got += visitor.next(Http2Peer.DATA).payload().length;
            }
            visitor.integer(Http2Peer.WINDOW_UPDATE, 0, 1 << 20);
            visitor.get(3, HOST, "/");
            assertThat(visitor.response(3).body()).isEqualTo("quick");
            assertThat(sent.get()).isLessThan(64 << 20);
        }
    }
}
