package dev.tunnel.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.edge.platform.Sha256;
import dev.tunnel.edge.platform.StubPlatform;
import dev.tunnel.protocol.message.GoAway;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One edge takes over from another on the same ports and in the same folder.
final class HandOverIT {
    private static final String TOKEN = "tt_known";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path data;
    private final StubPlatform platform = new StubPlatform();
    private final Map<String, String> ports = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        platform.start();
        platform.platform().account(Sha256.hex(TOKEN));
        for (var port : new String[] {"HTTP_PORT", "HTTPS_PORT", "AGENT_PORT"}) {
            ports.put("TUNNEL_EDGE_" + port, String.valueOf(RunningEdge.freePort()));
        }
        ports.put("TUNNEL_EDGE_ADMIN", "127.0.0.1:" + RunningEdge.freePort());
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void the_next_edge_listens_before_the_last_one_leaves_and_no_byte_is_lost() throws Exception {
        int agentPort = Integer.parseInt(ports.get("TUNNEL_EDGE_AGENT_PORT"));
        int publicPort = RunningEdge.freePort();
        try (var first = EdgeProcess.launch(platform, data, ports)) {
            awaitLine(first, "registered with the platform");
            try (var agent = TestAgent.connect(agentPort)) {
                var welcome = agent.welcome(TOKEN, null);
                agent.openTcp(publicPort);
                try (var visitor = new Socket("127.0.0.1", publicPort);
                        var second = EdgeProcess.launch(platform, data, ports)) {
                    visitor.setSoTimeout(20_000);
                    talk(visitor, "before");
                    awaitLine(second, "standing by");
                    first.process().destroy();

                    assertThat(agent.next(GoAway.class).code()).isEqualTo("draining");
                    try (var newcomer = new Socket("127.0.0.1", publicPort);
                            var moved = TestAgent.connect(agentPort)) {
                        moved.welcome(TOKEN, TestAgent.resume(welcome));
                        moved.openTcp(publicPort);
                        newcomer.setSoTimeout(20_000);
                        talk(newcomer, "anew");
                        newcomer.close();
                        talk(visitor, "still on the first edge");
                        visitor.close();

                        assertThat(first.exit(PATIENCE)).isZero();
                        await().atMost(PATIENCE).until(() -> carried() == 6 + 4 + 23);
                        assertThat(first.text() + second.text()).doesNotContain("\tat ");
                    }
                }
            }
        }
    }

    private static void awaitLine(EdgeProcess edge, String text) {
        await().atMost(PATIENCE).until(() -> edge.text().contains(text));
    }

    private static void talk(Socket visitor, String text) throws IOException {
        visitor.getOutputStream().write(text.getBytes(UTF_8));
        var echo = visitor.getInputStream().readNBytes(text.length());
        assertThat(new String(echo, UTF_8)).isEqualTo(text);
    }

    private long carried() {
        return platform.platform().reports().stream()
                .flatMap(report -> report.entries().stream())
                .mapToLong(UsageReport.Entry::bytesIn)
                .sum();
    }
}
