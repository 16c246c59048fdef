package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Bodies far larger than what the edge may keep of them.
final class HttpStreamingIT {
    private static final long BODY = 256L << 20;

    /// Mux windows of both ends and socket buffers; a body that was kept would be far above it.
    private static final long KEPT = 64L << 20;

    private static final byte[] PIECE = new byte[64 * 1024];

    @RegisterExtension private final HttpEdge edge = new HttpEdge();
    private final AtomicLong peak = new AtomicLong();

    @Test
    void a_large_upload_and_a_large_download_keep_memory_flat() throws Exception {
        try (var service =
                LocalService.http(c -> {
                    if (c.path().equals("/up")) {
                        c.answer("read " + skip(c.in(), BODY));
                    } else {
                        c.send("HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n");
                        fill(c.out(), BODY);
                    }
                })) {
            edge.http("a.localhost", service.port());
            try (var visitor = new RawClient(edge.port())) {
                visitor.send(
                        "POST /up HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: "
                                + BODY
                                + "\r\n\r\n");
                fill(visitor.socket().getOutputStream(), BODY);
                assertThat(visitor.response()).endsWith("read " + BODY);
                visitor.get("a.localhost", "/down");
                visitor.head();
                assertThat(skip(visitor.in(), BODY)).isEqualTo(BODY);
            }
            assertThat(peak.get()).isLessThan(KEPT);
        }
    }

    @Test
    void a_visitor_that_does_not_read_stops_its_service() throws Exception {
        var sent = new AtomicLong();
        try (var service =
                LocalService.http(c -> {
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n");
                    for (long left = BODY; left > 0; left -= PIECE.length) {
                        c.out().write(PIECE);
                        sent.addAndGet(PIECE.length);
                    }
                })) {
            edge.http("a.localhost", service.port());
            try (var visitor = new RawClient(edge.port())) {
                visitor.get("a.localhost", "/");
                visitor.head();
                awaitStandstill(sent);
                assertThat(sent.get()).isLessThan(BODY / 2);
                assertThat(direct()).isLessThan(KEPT);
                assertThat(skip(visitor.in(), BODY)).isEqualTo(BODY);
            }
        }
    }

    @Test
    void a_service_that_does_not_read_stops_its_visitor() throws Exception {
        var sent = new AtomicLong();
        var readOn = new java.util.concurrent.CountDownLatch(1);
        try (var service =
                LocalService.http(c -> {
                    readOn.await();
                    c.answer("read " + skip(c.in(), BODY));
                })) {
            edge.http("a.localhost", service.port());
            try (var visitor = new RawClient(edge.port())) {
                visitor.send(
                        "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: "
                                + BODY
                                + "\r\n\r\n");
                var out = visitor.socket().getOutputStream();
                var writer =
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        for (long left = BODY; left > 0; left -= PIECE.length) {
                                            out.write(PIECE);
                                            sent.addAndGet(PIECE.length);
                                        }
                                    } catch (IOException e) {
                                        sent.set(-1);
                                    }
                                });
                awaitStandstill(sent);
                assertThat(sent.get()).isBetween(1L, BODY / 2);
                assertThat(direct()).isLessThan(KEPT);
                readOn.countDown();
                assertThat(visitor.response()).endsWith("read " + BODY);
                writer.join();
            }
        }
    }

    private static void awaitStandstill(AtomicLong sent) {
        var last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(30))
                .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
    }

    private void fill(OutputStream out, long length) throws IOException {
        for (long left = length; left > 0; left -= PIECE.length) {
            out.write(PIECE);
            peak.accumulateAndGet(direct(), Math::max);
        }
    }

    private static long skip(InputStream in, long length) throws IOException {
        byte[] piece = new byte[PIECE.length];
        long total = 0;
        while (total < length) {
            int read = in.read(piece, 0, (int) Math.min(piece.length, length - total));
            if (read < 0) {
                break;
            }
            total += read;
        }
        return total;
    }

    private static long direct() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
