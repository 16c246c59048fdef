package dev.tunnel.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.socket.DuplexChannel;
import io.netty.util.internal.PlatformDependent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real sockets through one mux connection.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RelayIT {
    private static final int MIB = 1024 * 1024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket local;
    private MuxLink link;

    @BeforeEach
    void start() throws Exception {
        local = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        link = new MuxLink(local.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        local.close();
        threads.shutdownNow();
    }

    @Test
    void an_answer_that_comes_after_the_end_of_the_question_arrives() throws Exception {
        Future<?> service =
                threads.submit(() -> {
                    try (Socket socket = local.accept()) {
                        byte[] question = socket.getInputStream().readAllBytes();
                        socket.getOutputStream().write("got ".getBytes(StandardCharsets.UTF_8));
                        socket.getOutputStream().write(question);
                        return null;
                    }
                });
        try (Socket visitor = visit()) {
            visitor.getOutputStream().write("everything".getBytes(StandardCharsets.UTF_8));
            visitor.shutdownOutput();
            assertThat(new String(visitor.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("got everything");
        }
        service.get(10, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(link.agentEnd.streamCount()).isZero());
        assertThat(link.in.sum()).isEqualTo(10);
        assertThat(link.out.sum()).isEqualTo(14);
    }

    @Test
    void bulk_arrives_unchanged_in_both_directions_at_once() throws Exception {
        int streams = 4;
        long bytes = 48L * MIB;
        List<Future<Long>> sums = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            Socket visitor = visit();
            Socket service = local.accept();
            long seed = i;
            threads.submit(() -> send(visitor, seed, bytes));
            threads.submit(() -> send(service, seed + 100, bytes));
            sums.add(threads.submit(() -> receive(service, bytes)));
            sums.add(threads.submit(() -> receive(visitor, bytes)));
        }
        for (int i = 0; i < streams; i++) {
            assertThat(sums.get(2 * i).get()).isEqualTo(sum(i, bytes));
            assertThat(sums.get(2 * i + 1).get()).isEqualTo(sum(i + 100, bytes));
        }
        await().untilAsserted(() -> assertThat(link.agentEnd.streamCount()).isZero());
        assertThat(link.in.sum()).isEqualTo(streams * bytes);
        assertThat(link.out.sum()).isEqualTo(streams * bytes);
    }

    @Test
    void readers_that_never_read_stop_their_senders_and_nobody_else() throws Exception {
        long before = PlatformDependent.usedDirectMemory();
        List<Socket> stuck = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Socket visitor = visit();
            stuck.add(visitor);
            stuck.add(local.accept());
            threads.submit(() -> send(visitor, 1, 1024L * MIB));
        }
        try (Socket visitor = visit();
                Socket service = local.accept()) {
            threads.submit(() -> send(visitor, 9, 64L * MIB));
            assertThat(receive(service, 64L * MIB)).isEqualTo(sum(9, 64L * MIB));
        }
        long grown = PlatformDependent.usedDirectMemory() - before;
        assertThat(grown).isLessThan(96L * MIB);
        for (Socket socket : stuck) {
            socket.close();
        }
    }

    @Test
    void readers_that_stop_after_a_fast_start_get_all_of_it_later() throws Exception {
        int readers = 24;
        int all = 40 * 1024 * 1024;
        int first = all / 2;
        for (int i = 0; i < readers; i++) {
            threads.submit(() -> {
                try (Socket socket = local.accept()) {
                    byte[] piece = new byte[1 << 20];
                    for (int sent = 0; sent < all; sent += piece.length) {
                        socket.getOutputStream().write(piece);
                    }
                    return null;
                }
            });
        }
        List<Socket> stopped = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            Socket visitor = visit();
            stopped.add(visitor);
            assertThat(visitor.getInputStream().readNBytes(first)).hasSize(first);
        }
        for (Socket visitor : stopped) {
            long rest = visitor.getInputStream().transferTo(OutputStream.nullOutputStream());
            assertThat(rest).isEqualTo(all - first);
            visitor.close();
        }
    }

    @Test
    void a_local_service_that_is_down_ends_the_visit() throws Exception {
        local.close();
        try (Socket visitor = visit()) {
            visitor.setSoTimeout(10_000);
            assertThatThrownBy(() -> readOrFail(visitor.getInputStream()))
                    .isInstanceOfAny(SocketException.class, EOFException.class);
        }
    }

    @Test
    void a_reset_on_one_side_is_a_reset_on_the_other() throws Exception {
        try (Socket visitor = visit();
                Socket service = local.accept()) {
            visitor.getOutputStream().write(1);
            assertThat(service.getInputStream().read()).isEqualTo(1);
            service.setSoLinger(true, 0);
            service.close();
            visitor.setSoTimeout(10_000);
            assertThatThrownBy(() -> readOrFail(visitor.getInputStream()))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void a_thousand_connections_at_once_leave_nothing_behind() throws Exception {
        threads.submit(() -> {
            while (true) {
                Socket socket = local.accept();
                threads.submit(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    }
                    return null;
                });
            }
        });
        List<Socket> visitors = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            visitors.add(visit());
        }
        for (Socket visitor : visitors) {
            visitor.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            visitor.shutdownOutput();
        }
        for (Socket visitor : visitors) {
            assertThat(visitor.getInputStream().readAllBytes()).hasSize(5);
            visitor.close();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    assertThat(link.agentEnd.streamCount()).isZero();
                    assertThat(link.edgeEnd.join().streamCount()).isZero();
                });
    }

    /// Otherwise half a file would look like a whole one.
    @Test
    void both_sides_see_a_break_and_no_end_when_the_connection_between_them_is_lost()
            throws Exception {
        try (Socket visitor = visit();
                Socket service = local.accept()) {
            service.getOutputStream().write(1);
            visitor.getOutputStream().write(1);
            assertThat(visitor.getInputStream().read()).isEqualTo(1);
            assertThat(service.getInputStream().read()).isEqualTo(1);
            link.agentEnd.close("gone");
            for (Socket end : List.of(visitor, service)) {
                end.setSoTimeout(10_000);
                assertThatThrownBy(() -> readOrFail(end.getInputStream()))
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void what_a_side_said_before_it_ended_arrives_although_the_connection_is_lost()
            throws Exception {
        int bytes = 256 * 1024 - 1;
        try (Socket visitor = visit();
                Socket service = local.accept()) {
            service.getOutputStream().write(new byte[bytes]);
            service.shutdownOutput();
            await().untilAsserted(() -> assertThat(link.out.sum()).isEqualTo(bytes));
            // What comes over the same connection later has come after the end.
            try (Socket next = visit();
                    Socket answering = local.accept()) {
                answering.getOutputStream().write(1);
                assertThat(next.getInputStream().read()).isEqualTo(1);
            }
            link.agentEnd.close("gone");
            visitor.setSoTimeout(10_000);
            assertThat(visitor.getInputStream().readAllBytes()).hasSize(bytes);
        }
    }

    /// It is closed while the last bytes wait for credit.
    @Test
    void what_a_side_said_before_it_ended_arrives_whole_although_it_is_closed_then()
            throws Exception {
        int bytes = 256 * 1024 + 30_000;
        var go = new CompletableFuture<Void>();
        link.agentsTurn = go;
        try (Socket visitor = visit();
                Socket service = local.accept()) {
            visitor.getOutputStream().write(new byte[bytes]);
            await().untilAsserted(() -> assertThat(link.in.sum()).isEqualTo(bytes));
            visitor.shutdownOutput();
            var channel = (DuplexChannel) link.visitors.element();
            await().until(channel::isInputShutdown);
            channel.close().sync();
            go.complete(null);
            service.setSoTimeout(10_000);
            assertThat(service.getInputStream().readAllBytes()).hasSize(bytes);
        }
    }

    @Test
    void a_side_that_has_ended_and_gone_is_not_sent_all_that_the_other_has_to_say()
            throws Exception {
        try (Socket visitor = visit();
                Socket service = local.accept()) {
            visitor.shutdownOutput();
            assertThat(service.getInputStream().read()).isEqualTo(-1);
            var sending = threads.submit(() -> send(service, 1, 1L << 40));
            assertThat(visitor.getInputStream().read()).isNotNegative();
            visitor.setSoLinger(true, 0);
            visitor.close();
            assertThatThrownBy(() -> sending.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IOException.class);
        }
        await().untilAsserted(() -> assertThat(link.agentEnd.streamCount()).isZero());
    }

    private Socket visit() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), link.port);
    }

    private static void readOrFail(InputStream in) throws IOException {
        if (in.read() < 0) {
            throw new EOFException();
        }
    }

    private static Void send(Socket socket, long seed, long bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] block = block(seed);
        for (long left = bytes; left > 0; left -= block.length) {
            out.write(block);
        }
        socket.shutdownOutput();
        return null;
    }

    private static long receive(Socket socket, long bytes) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        InputStream in = socket.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            crc.update(buffer, 0, n);
            total += n;
        }
        assertThat(total).isEqualTo(bytes);
        return crc.getValue();
    }

    private static long sum(long seed, long bytes) {
        CRC32 crc = new CRC32();
        byte[] block = block(seed);
        for (long left = bytes; left > 0; left -= block.length) {
            crc.update(block);
        }
        return crc.getValue();
    }

    private static byte[] block(long seed) {
        byte[] block = new byte[256 * 1024];
        new Random(seed).nextBytes(block);
        return block;
    }
}
