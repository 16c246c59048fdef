package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.ingress.LocalService;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What visitors may do to an HTTP/2 connection, and where it ends.
final class Http2LimitsIT {
    private static final String HOST = "a.localhost";
    private static final int FRAME_SIZE_ERROR = 6;
    private static final int REFUSED_STREAM = 7;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int RESETS = 200;
    private static final int CONTROLS = 2000;
    private static final int STREAMS = 100;

    @RegisterExtension private final Http2Edge edge = Http2Edge.usual();

    private Http2Peer connect() throws IOException {
        return new Http2Peer(edge.connect(HOST, "h2"));
    }

    private static void expectCalm(Http2Peer visitor) throws IOException {
        assertThat(visitor.next(Http2Peer.GOAWAY).error()).isEqualTo(ENHANCE_YOUR_CALM);
        assertThat(visitor.isClosed()).isTrue();
    }

    /// CVE-2023-44487.
    @Test
    void requests_that_are_cancelled_at_once_end_the_connection() throws Exception {
        try (var service = LocalService.http(c -> c.read());
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            for (int i = 0; i <= RESETS; i++) {
                visitor.get(2 * i + 1, HOST, "/");
                visitor.integer(Http2Peer.RST_STREAM, 2 * i + 1, 8);
            }
            expectCalm(visitor);
        }
    }

    /// CVE-2025-8671: the edge is made to reset them.
    @Test
    void malformed_requests_without_end_end_the_connection() throws Exception {
        try (var visitor = connect()) {
            for (int i = 0; i <= RESETS; i++) {
                visitor.get(2 * i + 1, HOST, "/", "X-Upper", "1");
            }
            expectCalm(visitor);
        }
    }

    @Test
    void pings_without_end_end_the_connection() throws Exception {
        try (var visitor = connect()) {
            for (int i = 0; i < CONTROLS; i++) {
                visitor.frame(Http2Peer.PING, 0, 0, new byte[8]);
            }
            expectCalm(visitor);
        }
    }

    @Test
    void settings_without_end_end_the_connection() throws Exception {
        try (var visitor = connect()) {
            for (int i = 0; i < CONTROLS; i++) {
                visitor.frame(Http2Peer.SETTINGS, 0, 0, new byte[0]);
            }
            expectCalm(visitor);
        }
    }

    @ParameterizedTest(name = "type {0}")
    @ValueSource(ints = {Http2Peer.PRIORITY, 0x16, 0xFE})
    void frames_without_end_that_say_nothing_end_the_connection(int type) throws Exception {
        try (var service =
                        LocalService.start(
                                c -> c.in().transferTo(OutputStream.nullOutputStream()));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(1, false, Http2Peer.request("POST", HOST, "/"));
            var priority = new byte[] {0, 0, 0, 0, 1};
            for (int i = 0; i < CONTROLS; i++) {
                visitor.frame(type, 0, 1, priority);
            }
            expectCalm(visitor);
        }
    }

    @Test
    void goodbyes_without_end_end_the_connection() throws Exception {
        try (var visitor = connect()) {
            for (int i = 0; i < CONTROLS; i++) {
                visitor.frame(Http2Peer.GOAWAY, 0, 0, new byte[8]);
            }
            expectCalm(visitor);
        }
    }

    /// RFC 9113, 6.3; before and after the end of the request.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_priority_of_a_wrong_length_resets_its_stream(boolean ended) throws Exception {
        try (var service = LocalService.start(c -> c.read());
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(1, ended, Http2Peer.request(ended ? "GET" : "POST", HOST, "/"));
            visitor.frame(Http2Peer.PRIORITY, 0, 1, new byte[] {0, 0, 0, 1});
            var reset = visitor.failure();
            assertThat(reset.type()).isEqualTo(Http2Peer.RST_STREAM);
            assertThat(reset.stream()).isEqualTo(1);
            assertThat(reset.error()).isEqualTo(FRAME_SIZE_ERROR);
        }
    }

    @Test
    void data_frames_without_data_end_the_connection() throws Exception {
        try (var service = LocalService.http(c -> c.answer("read " + c.readBody().length));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.headers(1, false, Http2Peer.request("POST", HOST, "/"));
            for (int i = 0; i < 11; i++) {
                visitor.data(1, false, "");
            }
            expectCalm(visitor);
        }
    }

    @Test
    void continuations_that_carry_nothing_end_the_connection() throws Exception {
        try (var visitor = connect()) {
            visitor.frame(
                    Http2Peer.HEADERS,
                    Http2Peer.END_STREAM,
                    1,
                    Http2Peer.block(Http2Peer.request("GET", HOST, "/")));
            for (int i = 0; i < 17; i++) {
                visitor.frame(Http2Peer.CONTINUATION, 0, 1, new byte[0]);
            }
            expectCalm(visitor);
        }
    }

    @Test
    void continuations_without_end_end_the_connection() throws Exception {
        var field = Http2Peer.block("x", "y".repeat(8000));
        try (var visitor = connect()) {
            visitor.frame(
                    Http2Peer.HEADERS,
                    Http2Peer.END_STREAM,
                    1,
                    Http2Peer.block(Http2Peer.request("GET", HOST, "/")));
            for (int i = 0; i < 6; i++) {
                visitor.frame(Http2Peer.CONTINUATION, 0, 1, field);
            }
            assertThat(visitor.failure().type()).isEqualTo(Http2Peer.GOAWAY);
            assertThat(visitor.isClosed()).isTrue();
        }
    }

    @Test
    void a_head_that_is_too_long_is_told_so() throws Exception {
        try (var service = LocalService.http(c -> c.answer("x"));
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            var fields = Http2Peer.request("GET", HOST, "/", "x", "y".repeat(15_000));
            visitor.frame(Http2Peer.HEADERS, Http2Peer.END_STREAM, 1, Http2Peer.block(fields));
            visitor.frame(Http2Peer.CONTINUATION, 0, 1, Http2Peer.block("x", "y".repeat(15_000)));
            visitor.frame(
                    Http2Peer.CONTINUATION,
                    Http2Peer.END_HEADERS,
                    1,
                    Http2Peer.block("x", "y".repeat(4000)));
            assertThat(visitor.decode(visitor.next(Http2Peer.HEADERS)).status()).hasToString("431");
            visitor.get(3, HOST, "/");
            assertThat(visitor.response(3).body()).isEqualTo("x");
        }
    }

    @Test
    void more_requests_at_a_time_than_are_allowed_are_refused() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var service =
                        LocalService.http(c -> {
                            goOn.await();
                            c.answer("done");
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            for (int i = 0; i <= STREAMS; i++) {
                visitor.get(2 * i + 1, HOST, "/");
            }
            var refused = visitor.next(Http2Peer.RST_STREAM);
            assertThat(refused.stream()).isEqualTo(2 * STREAMS + 1);
            assertThat(refused.error()).isEqualTo(REFUSED_STREAM);
            goOn.countDown();
            for (int ends = 0; ends < STREAMS; ) {
                ends += visitor.next(Http2Peer.DATA).ends() ? 1 : 0;
            }
        }
    }

    @Test
    void a_visitor_that_asks_for_much_and_reads_nothing_costs_little() throws Exception {
        var asked = new AtomicLong();
        try (var service =
                        LocalService.http(c -> {
                            if (c.path().equals("/big")) {
                                asked.incrementAndGet();
                                c.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
                                byte[] piece = new byte[65_536];
                                for (int i = 0; i < 16_384; i++) {
                                    c.out().write(piece);
                                }
                            } else {
                                c.answer("quick");
                            }
                        });
                var greedy = connect();
                var other = connect()) {
            edge.fixture().http(HOST, service.port());
            for (int i = 0; i < STREAMS; i++) {
                greedy.get(2 * i + 1, HOST, "/big");
            }
            // One after the other, so that what the greedy one is sent has time to pile up.
            for (int i = 0; i < 200; i++) {
                other.get(2 * i + 1, HOST, "/");
                assertThat(other.response(2 * i + 1).body()).isEqualTo("quick");
            }
            assertThat(asked.get()).isEqualTo(STREAMS);
            assertThat(buffers()).isLessThan(256L << 20);
        }
    }

    /// What Netty holds in this process, at the edge and at the agent.
    private static long buffers() {
        var metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return metric.usedDirectMemory() + metric.usedHeapMemory();
    }

    @Test
    void what_is_under_way_when_the_edge_drains_is_answered() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var service =
                        LocalService.http(c -> {
                            goOn.await();
                            c.answer("done");
                        });
                var visitor = connect()) {
            edge.fixture().http(HOST, service.port());
            visitor.get(1, HOST, "/");
            edge.fixture().drain();
            var first = visitor.next(Http2Peer.GOAWAY);
            assertThat(first.error()).isZero();
            // On its way already when the visitor heard of it.
            visitor.get(3, HOST, "/");
            assertThat(visitor.next(Http2Peer.GOAWAY).error()).isZero();
            goOn.countDown();
            int ends = 0;
            while (ends < 2) {
                ends += visitor.next(Http2Peer.DATA).ends() ? 1 : 0;
            }
            assertThat(visitor.isClosed()).isTrue();
        }
    }
}
