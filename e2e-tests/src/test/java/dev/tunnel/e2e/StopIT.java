package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.e2e.stack.Program;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// SIGTERM while clients connect as fast as they can.
class StopIT {
    private static final Duration EXIT = Duration.ofSeconds(60);

    @Test
    void platformAndEdgeEndWithoutAStackTrace() {
        try (Stack stack = Stack.start("stop")) {
            Program edge = stack.edge();
            Program platform = stack.platform();
            try (Knocking atEdge = new Knocking(stack.ports().http())) {
                atEdge.awaitConnections(500);
                edge.signal("TERM");
                assertThat(edge.awaitExit(EXIT)).isZero();
            }
            try (Knocking atPlatform = new Knocking(stack.ports().platform())) {
                atPlatform.awaitConnections(500);
                platform.signal("TERM");
                assertThat(platform.awaitExit(EXIT)).isIn(0, 143);
            }
            assertThat(edge.log().lines()).noneMatch(line -> line.startsWith("\tat "));
            assertThat(platform.log().lines()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    /// Clients that connect, go, and connect again until nobody listens.
    private static final class Knocking implements AutoCloseable {
        private static final int CLIENTS = 4;

        private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicInteger connections = new AtomicInteger();

        Knocking(int port) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> knock(port));
            }
        }

        private void knock(int port) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try {
                while (!Thread.interrupted()) {
                    try (Socket socket = new Socket()) {
                        // Reset rather than left in TIME_WAIT, so that ports do not run out.
                        socket.setSoLinger(true, 0);
                        socket.connect(address, 5000);
                        connections.incrementAndGet();
                    }
                }
            } catch (IOException _) {
                // Nobody listens any more.
            }
        }

        void awaitConnections(int count) {
            await().atMost(Duration.ofSeconds(30)).until(() -> connections.get() >= count);
        }

        @Override
        public void close() {
            clients.shutdownNow();
            clients.close();
        }
    }
}
