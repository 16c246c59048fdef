package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.LocalService;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// WebSocket over HTTP/2 (RFC 8441) in front of services that know the handshake of HTTP/1.1.
final class Http2WebSocketIT {
    private static final String HOST = "a.localhost";
    private static final int ENABLE_CONNECT_PROTOCOL = 8;
    private static final int WINDOW = 256 * 1024;

    @RegisterExtension private final Http2Edge edge = Http2Edge.usual();

    private Http2Peer connect() throws IOException {
        return new Http2Peer(edge.connect(HOST, "h2"));
    }

    private static void open(Http2Peer visitor, int stream, String... more) throws IOException {
        visitor.headers(stream, false, extended("websocket", more));
    }

    private static String[] extended(String protocol, String... more) {
        return Stream.concat(
                        Stream.of(Http2Peer.request("CONNECT", HOST, "/chat?x=1")),
                        Stream.concat(Stream.of(":protocol", protocol), Stream.of(more)))
                .toArray(String[]::new);
    }

    /// Accepts a WebSocket.
    private static void accept(LocalService.Connection c) throws Exception {
        c.readHead();
        c.send(switching(answer(c.header("sec-websocket-key"))));
    }

    private static String switching(String accept) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Accept: "
                + accept
                + "\r\n\r\n";
    }

    private static String answer(String key) throws GeneralSecurityException {
        var salted = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(salted));
    }

    /// Reads this much of a stream's data.
    private static String read(Http2Peer visitor, int length) throws IOException {
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(new String(visitor.next(Http2Peer.DATA).payload(), US_ASCII));
        }
        return text.toString();
    }

    private static String status(Http2Peer visitor) throws IOException {
        return visitor.decode(visitor.next(Http2Peer.HEADERS)).status().toString();
    }

    @Test
    void the_edge_says_that_it_knows_extended_connect() throws Exception {
        try (var visitor = connect()) {
            assertThat(visitor.setting(ENABLE_CONNECT_PROTOCOL)).isEqualTo(1);
        }
    }

    @Test
    void the_service_sees_the_handshake_of_http_1_1_and_bytes_go_both_ways() throws Exception {
        var head = new AtomicReference<>("");
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            head.set(c.head());
                            c.in().transferTo(c.out());
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1, "sec-websocket-version", "13", "sec-websocket-protocol", "chat");
            var fields = visitor.decode(visitor.next(Http2Peer.HEADERS));
            assertThat(fields.status()).hasToString("200");
            assertThat(fields.get("sec-websocket-protocol")).hasToString("chat");
            assertThat(fields.names().stream().map(CharSequence::toString))
                    .doesNotContain("upgrade", "connection", "sec-websocket-accept");
            assertThat(head.get())
                    .startsWith("GET /chat?x=1 HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nupgrade: websocket\r\n")
                    .containsIgnoringCase("\r\nconnection: upgrade\r\n")
                    .containsIgnoringCase("\r\nsec-websocket-version: 13\r\n")
                    .doesNotContainIgnoringCase(":protocol", "transfer-encoding");
            for (var message : new String[] {"one", "two", "x".repeat(10_000)}) {
                visitor.data(1, false, message);
                assertThat(read(visitor, message.length())).isEqualTo(message);
            }
        }
    }

    @Test
    void what_is_sent_before_the_answer_is_not_lost() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            c.in().transferTo(c.out());
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1);
            visitor.data(1, false, "early");
            assertThat(status(visitor)).isEqualTo("200");
            visitor.data(1, true, " late");
            assertThat(read(visitor, 10)).isEqualTo("early late");
        }
    }

    @Test
    void a_visitor_that_ends_its_side_still_reads_what_the_service_has_to_say() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            c.send("got " + new String(c.in().readAllBytes(), US_ASCII));
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1);
            assertThat(status(visitor)).isEqualTo("200");
            visitor.data(1, true, "all");
            assertThat(read(visitor, 7)).isEqualTo("got all");
            assertThat(end(visitor)).isTrue();
        }
    }

    private static boolean end(Http2Peer visitor) throws IOException {
        var frame = visitor.next(Http2Peer.DATA, Http2Peer.RST_STREAM);
        while (frame.type() == Http2Peer.DATA && !frame.ends()) {
            frame = visitor.next(Http2Peer.DATA, Http2Peer.RST_STREAM);
        }
        return frame.ends();
    }

    @Test
    void a_service_that_closes_ends_the_stream_in_order() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            c.send("bye");
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1);
            assertThat(status(visitor)).isEqualTo("200");
            assertThat(read(visitor, 3)).isEqualTo("bye");
            assertThat(end(visitor)).isTrue();
            visitor.data(1, true, "bye");
            open(visitor, 3);
            assertThat(status(visitor)).isEqualTo("200");
        }
    }

    @Test
    void a_service_that_breaks_off_resets_the_stream() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            c.read();
                            c.socket().setSoLinger(true, 0);
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1);
            assertThat(status(visitor)).isEqualTo("200");
            visitor.data(1, false, "x");
            assertThat(visitor.next(Http2Peer.RST_STREAM).stream()).isEqualTo(1);
        }
    }

    @Test
    void a_visitor_that_resets_the_stream_disconnects_the_service() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            c.in().transferTo(c.out());
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1);
            assertThat(status(visitor)).isEqualTo("200");
            visitor.integer(Http2Peer.RST_STREAM, 1, 8);
            await().until(() -> service.openConnections() == 0);
        }
    }

    @Test
    void a_wrong_answer_to_the_challenge_is_a_bad_gateway() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.send(switching(answer("another key")));
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1);
            var response = visitor.response(1);
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.header("x-tunnel-error")).isEqualTo("service_invalid");
        }
    }

    /// A 200 would accept the WebSocket, which this service knows nothing of.
    @Test
    void an_ordinary_page_is_a_bad_gateway() throws Exception {
        try (var service = LocalService.http(c -> c.answer("a page"));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1);
            var response = visitor.response(1);
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.header("x-tunnel-error")).isEqualTo("service_invalid");
        }
    }

    @Test
    void a_service_that_refuses_is_heard() throws Exception {
        try (var service =
                        LocalService.http(
                                c -> c.send("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1);
            var response = visitor.response(1);
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("no");
            assertThat(visitor.next(Http2Peer.RST_STREAM).error()).isZero();
        }
    }

    @Test
    void other_protocols_and_plain_connect_are_refused() throws Exception {
        try (var service = LocalService.http(c -> c.answer("never"));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(1, false, extended("connect-udp"));
            assertThat(visitor.response(1).status()).isEqualTo(501);
            visitor.headers(3, false, ":method", "CONNECT", ":authority", HOST);
            assertThat(visitor.response(3).status()).isEqualTo(405);
            assertThat(service.connections()).isZero();
        }
    }

    @Test
    void a_service_that_does_not_read_stops_the_visitor_and_nobody_else() throws Exception {
        var readOn = new CountDownLatch(1);
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            if (c.header("x-slow").isEmpty()) {
                                c.in().transferTo(c.out());
                            } else {
                                readOn.await();
                                c.send("read " + c.in().readAllBytes().length);
                            }
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1, "x-slow", "yes");
            assertThat(status(visitor)).isEqualTo("200");
            open(visitor, 3);
            assertThat(status(visitor)).isEqualTo("200");
            long sent = fill(visitor);
            assertThat(sent).isBetween((long) WINDOW, 64L << 20);
            readOn.countDown();
            visitor.data(1, true, "");
            var read = "read " + sent;
            assertThat(read(visitor, read.length())).isEqualTo(read);
        }
    }

    /// Sends on stream 1 until its window stays shut while stream 3 echoes.
    private static long fill(Http2Peer visitor) throws IOException {
        var piece = "x".repeat(16 * 1024);
        long sent = 0;
        for (int quiet = 0; quiet < 20; ) {
            long room = WINDOW + visitor.granted(1) - sent;
            quiet = room < piece.length() ? quiet + 1 : 0;
            for (; room >= piece.length(); room -= piece.length()) {
                visitor.data(1, false, piece);
                sent += piece.length();
            }
            visitor.data(3, false, "ping");
            assertThat(read(visitor, 4)).isEqualTo("ping");
        }
        return sent;
    }

    @Test
    void a_visitor_that_does_not_read_stops_the_service_and_nobody_else() throws Exception {
        var sent = new AtomicLong();
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            if (c.header("x-big").isEmpty()) {
                                c.in().transferTo(c.out());
                            } else {
                                byte[] piece = new byte[65_536];
                                for (int i = 0; i < 4096; i++) {
                                    c.out().write(piece);
                                    sent.addAndGet(piece.length);
                                }
                            }
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            open(visitor, 1, "x-big", "yes");
            assertThat(status(visitor)).isEqualTo("200");
            read(visitor, 65_535);
            visitor.integer(Http2Peer.WINDOW_UPDATE, 0, 1 << 20);
            open(visitor, 3);
            assertThat(status(visitor)).isEqualTo("200");
            visitor.data(3, false, "ping");
            assertThat(read(visitor, 4)).isEqualTo("ping");
            assertThat(sent.get()).isLessThan(64L << 20);
        }
    }
}
