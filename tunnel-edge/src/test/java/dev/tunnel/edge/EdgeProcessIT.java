package dev.tunnel.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.edge.platform.Sha256;
import dev.tunnel.edge.platform.StubPlatform;
import dev.tunnel.protocol.message.GoAway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The edge as a process: how it starts, ends, and survives.
final class EdgeProcessIT {
    private static final String TOKEN = "tt_known";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    @TempDir private Path data;
    private final StubPlatform platform = new StubPlatform();

    @BeforeEach
    void start() throws IOException {
        platform.start();
        platform.platform().account(Sha256.hex(TOKEN));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void names_settings_that_cannot_be_used_and_exits_with_2() throws Exception {
        try (var edge =
                EdgeProcess.launch(
                        platform,
                        data,
                        Map.of("TUNNEL_EDGE_HTTP_PORT", "x", "TUNNEL_EDGE_GRACE", "y"))) {
            assertThat(edge.exit(START)).isEqualTo(2);
            assertThat(edge.text().lines())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("TUNNEL_EDGE_HTTP_PORT"))
                    .anyMatch(line -> line.contains("TUNNEL_EDGE_GRACE"));
        }
    }

    @Test
    void says_in_one_line_that_a_port_is_in_use_and_exits_with_1() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var edge =
                        EdgeProcess.launch(
                                platform,
                                data,
                                Map.of(
                                        "TUNNEL_EDGE_AGENT_PORT",
                                        String.valueOf(other.getLocalPort())))) {
            assertThat(edge.exit(START)).isEqualTo(1);
            assertThat(edge.text().lines().filter(line -> line.contains("ERROR")))
                    .singleElement()
                    .asString()
                    .contains("TUNNEL_EDGE_AGENT_PORT", String.valueOf(other.getLocalPort()));
            assertThat(edge.text()).doesNotContain("\tat ");
        }
    }

    @Test
    void shares_its_folder_with_no_other_edge() throws Exception {
        try (var edge = EdgeProcess.start(platform, data);
                var second =
                        EdgeProcess.launch(
                                platform, data, Map.of("TUNNEL_EDGE_STAND_BY_SECONDS", "1"))) {
            assertThat(second.exit(START)).isEqualTo(1);
            assertThat(second.text()).contains("TUNNEL_DATA_DIR");
            assertThat(edge.process().isAlive()).isTrue();
        }
    }

    @Test
    void drains_on_sigterm_and_exits_with_0() throws Exception {
        try (var edge = EdgeProcess.start(platform, data);
                var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            int port = RunningEdge.freePort();
            agent.openTcp(port);
            talk(port, "last");
            edge.process().destroy();

            assertThat(agent.next(GoAway.class))
                    .isEqualTo(new GoAway("draining", "The edge is stopping or restarting.", true));
            assertThat(edge.exit(DRAIN)).isZero();
            assertThat(carried()).as("the last report is delivered").isEqualTo(4);
            assertThat(edge.text()).doesNotContain("\tat ");
        }
    }

    @Test
    void counts_everything_once_when_it_is_killed_while_the_platform_is_away() throws Exception {
        try (var edge = EdgeProcess.start(platform, data);
                var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            int port = RunningEdge.freePort();
            agent.openTcp(port);
            talk(port, "before");
            await().atMost(DRAIN).until(() -> carried() == 6);
            platform.stop();
            talk(port, "meanwhile");
            var journal = data.resolve("edge/usage/journal.json");
            await().atMost(DRAIN).until(() -> Files.readString(journal).contains("\"bytesIn\":9"));
            edge.process().destroyForcibly().waitFor();
        }
        platform.start();
        try (var edge = EdgeProcess.start(platform, data)) {
            await().atMost(DRAIN).until(() -> carried() == 15);
            await().atMost(DRAIN).until(() -> edge.metric("tunnel_edge_usage_backlog") == 0);
            assertThat(carried()).isEqualTo(15);
        }
    }

    @Test
    void keeps_its_memory_and_its_pace_when_many_visitors_do_not_read() throws Exception {
        try (var edge = EdgeProcess.start(platform, data);
                var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            int port = RunningEdge.freePort();
            agent.openTcp(port);
            var stalled = new ArrayList<Socket>();
            try {
                for (int i = 0; i < 500; i++) {
                    stalled.add(floodWithoutReading(port));
                }
                talk(port, "still here");
                assertThat(edge.metric("tunnel_edge_memory_bytes{area=\"direct\"}"))
                        .isLessThan(200L << 20);
            } finally {
                for (var socket : stalled) {
                    socket.close();
                }
            }
            talk(port, "and later");
            assertThat(edge.text()).doesNotContain("OutOfMemory").doesNotContain("\tat ");
        }
    }

    /// Sends to the echo until nothing more fits, and reads none of it.
    private static Socket floodWithoutReading(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        Thread.ofVirtual()
                .start(() -> {
                    var chunk = new byte[16 * 1024];
                    try {
                        while (!socket.isClosed()) {
                            socket.getOutputStream().write(chunk);
                        }
                    } catch (IOException _) {
                        // closed by the test
                    }
                });
        return socket;
    }

    private static void talk(int port, String text) throws IOException {
        try (var visitor = new Socket("127.0.0.1", port)) {
            visitor.setSoTimeout(20_000);
            visitor.getOutputStream().write(text.getBytes(UTF_8));
            var echo = visitor.getInputStream().readNBytes(text.length());
            assertThat(new String(echo, UTF_8)).isEqualTo(text);
        }
    }

    private long carried() {
        return platform.platform().reports().stream()
                .flatMap(report -> report.entries().stream())
                .mapToLong(UsageReport.Entry::bytesIn)
                .sum();
    }
}
