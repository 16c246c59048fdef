package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.LocalService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that RFC 9113 (8.2, 8.3) calls malformed, and some that only HTTP/1.1 could
/// misunderstand: the service never sees them, and the connection goes on.
@TestInstance(Lifecycle.PER_CLASS)
final class Http2MalformedIT {
    private static final String HOST = "a.localhost";
    private static final int RESET = 0;
    private static final int PROTOCOL_ERROR = 1;

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private Http2Edge edge;
    private LocalService service;

    /// A request on one stream, and what is said to it.
    ///
    /// @param status [#RESET], or that of an answer
    record Case(String name, int status, List<String> fields) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void listen(@TempDir Path directory) throws Exception {
        edge = new Http2Edge(directory, HttpSettings.defaults(TrustedProxies.NONE), "localhost");
        service =
                LocalService.http(c -> {
                    seen.add(c.path());
                    c.readBody();
                    c.answer("ok");
                });
        edge.fixture().http(HOST, service.port());
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        edge.close();
    }

    @BeforeEach
    void forget() {
        seen.clear();
    }

    private Http2Peer connect() throws IOException {
        return new Http2Peer(edge.connect(HOST, "h2"));
    }

    private static Case reset(String name, String... fields) {
        return new Case(name, RESET, List.of(fields));
    }

    /// A request that is right but for one more field.
    private static Case with(String name, String... more) {
        return reset(name, Http2Peer.request("GET", HOST, "/bad", more));
    }

    /// A request that is right but for one of its pseudo-header fields.
    private static Case but(String name, String pseudo, String value) {
        return reset(name, changed(pseudo, value));
    }

    private static String[] changed(String pseudo, String value) {
        var fields = Http2Peer.request("GET", HOST, "/bad");
        fields[Arrays.asList(fields).indexOf(pseudo) + 1] = value;
        return fields;
    }

    private static Case without(String pseudo) {
        var fields = Http2Peer.request("GET", HOST, "/bad");
        int at = Arrays.asList(fields).indexOf(pseudo);
        return reset(
                "no " + pseudo,
                Stream.concat(
                                Arrays.stream(fields, 0, at),
                                Arrays.stream(fields, at + 2, fields.length))
                        .toArray(String[]::new));
    }

    private static Case answered(String name, int status, String... fields) {
        return new Case(name, status, List.of(fields));
    }

    static Stream<Case> names() {
        return Stream.of(
                with("upper case", "X-Upper", "1"),
                with("empty name", "", "1"),
                with("space in a name", "x y", "1"),
                with("space after a name", "content-length ", "1"),
                with("colon in a name", "x:y", "1"),
                with("CR in a name", "x\ry", "1"),
                with("LF in a name", "x\ny", "1"),
                with("a request in a name", "x: y\r\n\r\nGET /bad HTTP/1.1\r\nx", "1"),
                with("NUL in a name", "x\0y", "1"),
                with("byte above 127 in a name", "x\u00e9", "1"),
                with("CR in a value", "x", "a\rb"),
                with("LF in a value", "x", "a\nb"),
                with("a request in a value", "x", "a\r\n\r\nGET /bad HTTP/1.1\r\nHost: x"),
                with("NUL in a value", "x", "a\0b"),
                with("space before a value", "x", " a"),
                with("tab before a value", "x", "\ta"));
    }

    static Stream<Case> forOneConnection() {
        return Stream.of(
                with("connection", "connection", "close"),
                with("keep-alive", "keep-alive", "timeout=5"),
                with("proxy-connection", "proxy-connection", "close"),
                with("transfer-encoding", "transfer-encoding", "chunked"),
                with("upgrade", "upgrade", "websocket"),
                with("te: gzip", "te", "gzip"),
                with("te: trailers, gzip", "te", "trailers, gzip"));
    }

    static Stream<Case> pseudoFields() {
        return Stream.of(
                without(":method"),
                without(":scheme"),
                without(":path"),
                with("pseudo-header after a header", "x", "1", ":x", "1"),
                reset("late :path", ":method", "GET", ":scheme", "https", "x", "1", ":path", "/"),
                with("unknown pseudo-header", ":x", "1"),
                with(":status", ":status", "200"),
                with("two :method", ":method", "GET"),
                with("two :scheme", ":scheme", "https"),
                with("two :authority", ":authority", "b.localhost"),
                with("two :path", ":path", "/bad"),
                with(":protocol without CONNECT", ":protocol", "websocket"),
                reset("CONNECT with :path", Http2Peer.request("CONNECT", HOST, "/bad")),
                but("empty :method", ":method", ""),
                but("space in :method", ":method", "GET /bad HTTP/1.1\r\nx:"),
                but("empty :path", ":path", ""),
                but(":path without a slash", ":path", "bad"),
                but(":path is a URL", ":path", "https://a.localhost/bad"),
                but("space in :path", ":path", "/bad HTTP/1.1"),
                but("CR LF in :path", ":path", "/bad HTTP/1.1\r\nx: y"),
                but("NUL in :path", ":path", "/b\0d"),
                but("CR LF in :authority", ":authority", "a.localhost\r\nx: y"));
    }

    static Stream<Case> lengths() {
        return Stream.of(
                with("length is no number", "content-length", "x"),
                with("negative length", "content-length", "-1"),
                with("signed length", "content-length", "+0"),
                with("two lengths", "content-length", "0", "content-length", "1"),
                with("a length and no data", "content-length", "5"));
    }

    static Stream<Case> refused() {
        return Stream.of(
                answered("two hosts", 400, Http2Peer.request("GET", HOST, "/bad", "host", "b")),
                answered("no host", 400, ":method", "GET", ":scheme", "https", ":path", "/bad"),
                answered("user in :authority", 400, changed(":authority", "u@a.localhost")),
                answered("space in :authority", 400, changed(":authority", "a.local host")),
                answered("path in :authority", 400, changed(":authority", "a.localhost/x")),
                answered("cleartext scheme", 400, changed(":scheme", "http")),
                answered("fragment", 400, changed(":path", "/bad#x")),
                answered("asterisk", 400, changed(":path", "*")),
                answered("TRACE", 405, changed(":method", "TRACE")));
    }

    @ParameterizedTest
    @MethodSource({"names", "forOneConnection", "pseudoFields", "lengths", "refused"})
    void a_malformed_head_is_not_forwarded(Case malformed) throws Exception {
        try (var visitor = connect()) {
            visitor.headers(1, true, malformed.fields().toArray(String[]::new));
            if (malformed.status() == RESET) {
                expectReset(visitor);
            } else {
                assertThat(visitor.response(1).status()).isEqualTo(malformed.status());
            }
            expectOnly(visitor, "/good");
        }
    }

    private static void expectReset(Http2Peer visitor) throws IOException {
        var failure =
                visitor.next(
                        Http2Peer.RST_STREAM, Http2Peer.GOAWAY, Http2Peer.HEADERS, Http2Peer.DATA);
        assertThat(failure.type()).isEqualTo(Http2Peer.RST_STREAM);
        assertThat(failure.stream()).isEqualTo(1);
        assertThat(failure.error()).isEqualTo(PROTOCOL_ERROR);
    }

    /// The connection still works, and this is all that the service has been asked.
    private void expectOnly(Http2Peer visitor, String... paths) throws IOException {
        visitor.get(3, HOST, "/good");
        assertThat(visitor.response(3).body()).isEqualTo("ok");
        assertThat(seen).containsExactly(paths);
    }

    @Test
    void more_data_than_announced_is_not_forwarded() throws Exception {
        try (var visitor = connect()) {
            visitor.headers(
                    1, false, Http2Peer.request("POST", HOST, "/short", "content-length", "2"));
            visitor.data(1, true, "ab GET /bad HTTP/1.1\r\n\r\n");
            expectReset(visitor);
            visitor.get(3, HOST, "/good");
            assertThat(visitor.response(3).body()).isEqualTo("ok");
            assertThat(seen).contains("/good").isSubsetOf("/short", "/good");
        }
    }

    @Test
    void data_after_an_announced_end_is_not_forwarded() throws Exception {
        try (var visitor = connect()) {
            visitor.headers(
                    1, false, Http2Peer.request("POST", HOST, "/none", "content-length", "0"));
            visitor.data(1, true, "GET /bad HTTP/1.1\r\n\r\n");
            assertThat(visitor.failure().stream()).isEqualTo(1);
            visitor.get(3, HOST, "/good");
            assertThat(visitor.response(3).body()).isEqualTo("ok");
            assertThat(seen).contains("/good").isSubsetOf("/none", "/good");
        }
    }

    @Test
    void less_data_than_announced_is_no_whole_request() throws Exception {
        try (var visitor = connect()) {
            visitor.headers(
                    1, false, Http2Peer.request("POST", HOST, "/long", "content-length", "9"));
            visitor.data(1, true, "ab");
            expectReset(visitor);
            visitor.get(3, HOST, "/good");
            assertThat(visitor.response(3).body()).isEqualTo("ok");
            assertThat(seen).contains("/good").isSubsetOf("/long", "/good");
        }
    }

    static Stream<List<String>> trailers() {
        return Stream.of(
                List.of(":path", "/bad"),
                List.of(":x", "1"),
                List.of("X-Upper", "1"),
                List.of("connection", "close"),
                List.of("transfer-encoding", "chunked"),
                List.of("x y", "1"),
                List.of("x", "a\r\n\r\nGET /bad HTTP/1.1\r\nHost: x"));
    }

    @ParameterizedTest
    @MethodSource("trailers")
    void malformed_trailers_break_the_request_off(List<String> fields) throws Exception {
        try (var visitor = connect()) {
            visitor.headers(1, false, Http2Peer.request("POST", HOST, "/trailed"));
            visitor.data(1, false, "ab");
            visitor.headers(1, true, fields.toArray(String[]::new));
            expectReset(visitor);
            visitor.get(3, HOST, "/good");
            assertThat(visitor.response(3).body()).isEqualTo("ok");
            assertThat(seen).contains("/good").isSubsetOf("/trailed", "/good");
        }
    }

    @Test
    void trailers_that_do_not_end_the_request_break_it_off() throws Exception {
        try (var visitor = connect()) {
            visitor.headers(1, false, Http2Peer.request("POST", HOST, "/trailed"));
            visitor.headers(1, false, "x", "1");
            expectReset(visitor);
        }
    }
}
