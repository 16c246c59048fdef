package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Visitors that take their time on purpose are closed within the settings' deadlines, cost next to
/// nothing until then, and are not felt by others.
final class SlowClientsIT {
    private static final int MANY = 1000;
    private static final byte[] BODY = new byte[8 << 20];
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final IngressFixture edge = new IngressFixture();
    private final List<Socket> slow = new ArrayList<>();
    private LocalService service;
    private int port;

    @BeforeEach
    void listen() throws IOException {
        port = listen(SHORT.multipliedBy(2));
        service =
                LocalService.http(c -> {
                    if (c.path().equals("/large")) {
                        c.send("HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length + "\r\n\r\n");
                        c.out().write(BODY);
                    } else {
                        c.readBody();
                        c.answer("quick");
                    }
                });
        edge.http("a.localhost", service.port());
    }

    private int listen(Duration stall) {
        var settings =
                new HttpSettings(
                        16 * 1024,
                        32 * 1024,
                        SHORT,
                        SHORT,
                        SHORT,
                        stall,
                        SHORT,
                        SHORT,
                        TrustedProxies.NONE);
        return edge.listen(
                new PublicHttpInitializer(settings, edge.registry(), edge.policies(), false));
    }

    @AfterEach
    void stop() throws IOException {
        for (var one : slow) {
            one.close();
        }
        edge.close();
        service.close();
    }

    @Test
    void a_thousand_heads_that_dribble_in_are_given_up() throws IOException {
        open(MANY, "GET / HTTP/1.1\r\nHost: a.localhost\r\nX: ");
        assertAllClosedWhileOthersAreServed("x", "HTTP/1.1 408 ", 16 << 20);
    }

    @Test
    void a_thousand_silent_connections_are_closed_without_a_word() throws IOException {
        open(MANY, "");
        assertAllClosedWhileOthersAreServed("", "", 16 << 20);
    }

    @Test
    void a_hundred_bodies_that_dribble_in_are_given_up() throws IOException {
        open(100, "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 100000\r\n\r\n");
        assertAllClosedWhileOthersAreServed("x", "HTTP/1.1 408 ", 16 << 20);
        await().atMost(PATIENCE).until(() -> service.openConnections() == 0);
    }

    @Test
    void a_body_that_stops_is_given_up() throws IOException {
        open(1, "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 100000\r\n\r\nx");
        assertAllClosedWhileOthersAreServed("", "HTTP/1.1 408 ", 16 << 20);
    }

    @Test
    void chunks_that_stop_are_given_up() throws IOException {
        open(1, "POST / HTTP/1.1\r\nHost: a.localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nx");
        assertAllClosedWhileOthersAreServed("", "HTTP/1.1 408 ", 16 << 20);
    }

    @Test
    void a_body_at_a_fair_pace_is_not() throws Exception {
        try (var visitor = new RawClient(port);
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            visitor.send("POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 30000\r\n\r\n");
            var pieces =
                    IntStream.range(0, 30)
                            .mapToObj(i ->
                                    clock.schedule(
                                            () -> visitor.send("x".repeat(1000)),
                                            i * 100L,
                                            TimeUnit.MILLISECONDS))
                            .toList();
            assertThat(visitor.response()).endsWith("quick");
            assertThat(pieces).allMatch(java.util.concurrent.Future::isDone);
        }
    }

    @Test
    void readers_that_stop_are_cut_and_hold_no_more_than_their_buffers() throws IOException {
        open(20, "GET /large HTTP/1.1\r\nHost: a.localhost\r\n\r\n");
        long before = direct();
        serveOthers();
        assertThat(direct() - before).isLessThan(80 << 20);
        await().atMost(PATIENCE).until(() -> service.openConnections() <= 1);
    }

    @Test
    void a_reader_that_is_slow_but_reads_gets_the_end_of_its_answer() throws Exception {
        try (var visitor = new RawClient(listen(PATIENCE));
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            visitor.get("a.localhost", "/large");
            visitor.head();
            int step = BODY.length / 32;
            for (int i = 0; i < 32; i++) {
                var read = clock.schedule(() -> visitor.read(step), 100, TimeUnit.MILLISECONDS);
                assertThat(read.get().length()).as("piece %d", i).isEqualTo(step);
            }
        }
    }

    private void open(int count, String beginning) throws IOException {
        for (int i = 0; i < count; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
            slow.add(socket);
        }
    }

    /// Sends another piece on each of them every tenth of a second until the edge has had enough.
    private void assertAllClosedWhileOthersAreServed(String piece, String answer, long memory)
            throws IOException {
        long before = direct();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var dribble =
                    clock.scheduleAtFixedRate(() -> dribble(piece), 0, 100, TimeUnit.MILLISECONDS);
            serveOthers();
            assertThat(direct() - before).isLessThan(memory);
            for (var socket : slow) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                var all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
                assertThat(all).startsWith(answer);
                assertThat(all.isEmpty()).isEqualTo(answer.isEmpty());
                // What is sent after the close would take the answer away before it is read.
                dribble.cancel(false);
            }
        }
    }

    private void dribble(String piece) {
        for (var socket : slow) {
            try {
                socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
            } catch (IOException e) {
                // Closed by the edge, which is what the test waits for.
            }
        }
    }

    private void serveOthers() throws IOException {
        try (var other = new RawClient(port)) {
            for (int i = 0; i < 100; i++) {
                other.get("a.localhost", "/");
                assertThat(other.response()).endsWith("quick");
            }
        }
    }

    private static long direct() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
