package dev.tunnel.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.AccountQuota.Level;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.edge.platform.Sha256;
import dev.tunnel.edge.platform.StubPlatform;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.Notice;
import dev.tunnel.protocol.message.Refused;
import dev.tunnel.protocol.message.TunnelClosed;
import dev.tunnel.protocol.message.Welcome;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole edge with real sockets, a real agent transport and a platform over HTTP.
final class EdgeIT {
    private static final String TOKEN = "tt_known";
    private static final Duration CUT = Duration.ofSeconds(2);

    @TempDir private Path data;
    private final StubPlatform platform = new StubPlatform();
    private RunningEdge edge;

    @BeforeEach
    void start() throws Exception {
        platform.start();
        platform.platform().account(Sha256.hex(TOKEN));
        edge = RunningEdge.start(platform, data);
        await().until(() -> edge.metric("tunnel_edge_registered") == 1);
    }

    @AfterEach
    void stop() throws InterruptedException {
        edge.close();
        platform.close();
    }

    @Test
    void carries_what_visitors_and_the_service_say_and_counts_every_byte() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            int port = RunningEdge.freePort();
            var opened = agent.openTcp(port);
            try (var visitor = new Socket("127.0.0.1", port)) {
                assertThat(echo(visitor, "hello")).isEqualTo("hello");
                assertThat(echo(visitor, "you there")).isEqualTo("you there");
            }
            await().untilAsserted(() -> {
                assertThat(sum(Direction.IN)).isEqualTo(14);
                assertThat(sum(Direction.OUT)).isEqualTo(14);
            });
            assertThat(platform.platform().reports())
                    .flatMap(UsageReport::entries)
                    .allMatch(entry -> entry.tunnelId().equals(opened.tunnelId()));
        }
    }

    @Test
    void tells_agents_what_the_platform_decides_of_their_accounts_quota() throws Exception {
        var account = platform.platform().account(Sha256.hex(TOKEN));
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            platform.platform()
                    .announce(
                            EdgeEvent.quota(
                                    new AccountQuota(
                                            account, Level.THROTTLED, null, null, 9L, "Slow.")));
            assertThat(agent.next(Notice.class)).isEqualTo(new Notice("quota_throttled", "Slow."));
        }
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            assertThat(agent.next(Notice.class)).isEqualTo(new Notice("quota_throttled", "Slow."));
        }
    }

    @Test
    void takes_agents_on_the_https_port_too() throws Exception {
        try (var agent = TestAgent.connect(edge.httpsPort())) {
            assertThat(agent.welcome(TOKEN, null).account()).isEqualTo("demo");
        }
    }

    @Test
    void tells_an_unknown_authtoken_why_and_closes() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.connection.send(TestAgent.hello("tt_other", null));

            assertThat(agent.next(Refused.class))
                    .isEqualTo(
                            new Refused(
                                    "authtoken_invalid", "This authtoken is not known.", false));
            agent.next(GoAway.class);
            agent.next(String.class);
        }
    }

    @Test
    void tells_an_agent_of_another_version_what_to_do() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.connection.send(new Hello(9, "9.0", "linux", "x64", "i", TOKEN, null, 8));

            assertThat(agent.next(Refused.class).message()).contains("version 1").contains("test");
        }
    }

    @Test
    void speaks_its_own_version_with_a_newer_agent_that_knows_it() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.connection.send(new Hello(9, "9.0", "linux", "x64", "i", TOKEN, null, 1));

            assertThat(agent.next(Welcome.class).version()).isEqualTo(1);
        }
    }

    @Test
    void closes_an_agent_that_says_nothing() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.next(String.class);
        }
        await().until(() -> edge.metric("tunnel_edge_handshakes") == 0);
    }

    @Test
    void closes_an_agent_that_does_not_begin_with_hello() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.connection.send(new Notice("x", "y"));

            agent.next(String.class);
        }
    }

    @Test
    void closes_an_agent_that_floods_it_with_messages() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            for (int i = 0; i < 3000; i++) {
                agent.connection.send(new Notice("x", "y"));
            }

            agent.next(String.class);
        }
    }

    @Test
    void closes_garbage_and_keeps_nothing_of_it() throws Exception {
        for (var garbage : new String[] {"GET / HTTP/1.1\r\n\r\n", "\0\1\2\3".repeat(9000)}) {
            try (var socket = new Socket("127.0.0.1", edge.agentPort())) {
                socket.getOutputStream().write(garbage.getBytes(UTF_8));
                assertThat(isClosedByPeer(socket)).isTrue();
            }
        }
        await().until(() -> edge.metric("tunnel_edge_handshakes") == 0);
    }

    @Test
    void cuts_a_revoked_authtoken_within_two_seconds_and_keeps_it_out() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            var welcome = agent.welcome(TOKEN, null);
            int port = RunningEdge.freePort();
            agent.openTcp(port);
            try (var visitor = new Socket("127.0.0.1", port)) {
                assertThat(echo(visitor, "hello")).isEqualTo("hello");
                platform.platform()
                        .announce(
                                EdgeEvent.session(
                                        EdgeEvent.Type.AUTHTOKEN_REVOKED,
                                        welcome.sessionId(),
                                        welcome.generation(),
                                        "authtoken_revoked"));
                visitor.setSoTimeout((int) CUT.toMillis());
                assertThat(isClosedByPeer(visitor)).isTrue();
            }
            assertThat(agent.next(GoAway.class))
                    .isEqualTo(
                            new GoAway("authtoken_revoked", "The authtoken was revoked.", false));

            platform.stop();
            try (var again = TestAgent.connect(edge.agentPort())) {
                again.connection.send(TestAgent.hello(TOKEN, TestAgent.resume(welcome)));
                assertThat(again.next(Refused.class).code()).isEqualTo("authtoken_revoked");
            }
        }
    }

    @Test
    void drains_when_the_platform_says_so() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            platform.platform().announce(EdgeEvent.drain());
            assertThat(agent.next(GoAway.class).code()).isEqualTo("draining");
        }
    }

    @Test
    void cuts_a_deleted_tunnel_within_two_seconds_and_leaves_the_session() throws Exception {
        try (var agent = TestAgent.connect(edge.agentPort())) {
            agent.welcome(TOKEN, null);
            int port = RunningEdge.freePort();
            var opened = agent.openTcp(port);
            try (var visitor = new Socket("127.0.0.1", port)) {
                assertThat(echo(visitor, "hello")).isEqualTo("hello");
                platform.platform()
                        .announce(EdgeEvent.tunnel(opened.tunnelId(), "closed_by_owner"));
                visitor.setSoTimeout((int) CUT.toMillis());
                assertThat(isClosedByPeer(visitor)).isTrue();
            }
            assertThat(agent.next(TunnelClosed.class).code()).isEqualTo("closed_by_owner");
            agent.openTcp(RunningEdge.freePort());
        }
    }

    @Test
    void lets_a_newer_connection_take_the_session_over_at_once() throws Exception {
        try (var old = TestAgent.connect(edge.agentPort());
                var next = TestAgent.connect(edge.agentPort())) {
            var welcome = old.welcome(TOKEN, null);
            int port = RunningEdge.freePort();
            var opened = old.openTcp(port);

            var again = next.welcome(TOKEN, TestAgent.resume(welcome));
            assertThat(again.sessionId()).isEqualTo(welcome.sessionId());
            assertThat(again.generation()).isGreaterThan(welcome.generation());
            assertThat(next.openTcp(port)).isEqualTo(opened);
            assertThat(old.next(GoAway.class).code()).isEqualTo("session_superseded");
            old.next(String.class);
            try (var visitor = new Socket("127.0.0.1", port)) {
                assertThat(echo(visitor, "hello")).isEqualTo("hello");
            }
        }
    }

    @Test
    void holds_a_visitor_until_the_agent_is_back() throws Exception {
        var agent = TestAgent.connect(edge.agentPort());
        var welcome = agent.welcome(TOKEN, null);
        int port = RunningEdge.freePort();
        agent.openTcp(port);
        agent.vanish();
        await().until(() -> edge.metric("tunnel_edge_sessions{state=\"detached\"}") == 1);

        try (var visitor = new Socket("127.0.0.1", port);
                var next = TestAgent.connect(edge.agentPort())) {
            visitor.getOutputStream().write("hello".getBytes(UTF_8));
            next.welcome(TOKEN, TestAgent.resume(welcome));
            next.openTcp(port);
            assertThat(read(visitor, 5)).isEqualTo("hello");
            assertThat(edge.metric("tunnel_edge_agents{protocol=\"mux\"}")).isEqualTo(1);
        }
    }

    @Test
    void ends_the_session_of_an_agent_that_stays_away() throws Exception {
        var agent = TestAgent.connect(edge.agentPort());
        agent.welcome(TOKEN, null);
        int port = RunningEdge.freePort();
        agent.openTcp(port);
        agent.vanish();

        await().until(() -> platform.platform().holder(String.valueOf(port)).isEmpty());
        await().until(() -> edge.metric("tunnel_edge_tunnels{kind=\"tcp\"}") == 0);
        await().until(() -> !accepts(port));
    }

    @Test
    void goes_on_without_the_platform_and_delivers_the_usage_when_it_is_back() throws Exception {
        var agent = TestAgent.connect(edge.agentPort());
        var welcome = agent.welcome(TOKEN, null);
        int port = RunningEdge.freePort();
        agent.openTcp(port);
        platform.stop();
        try (var visitor = new Socket("127.0.0.1", port)) {
            assertThat(echo(visitor, "without")).isEqualTo("without");
        }
        agent.vanish();
        try (var next = TestAgent.connect(edge.agentPort());
                var stranger = TestAgent.connect(edge.agentPort())) {
            var again = next.welcome(TOKEN, TestAgent.resume(welcome));
            next.openTcp(port);
            try (var visitor = new Socket("127.0.0.1", port)) {
                assertThat(echo(visitor, "again")).isEqualTo("again");
            }
            stranger.connection.send(TestAgent.hello("tt_stranger", null));
            assertThat(stranger.next(Refused.class))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("unavailable"))
                    .satisfies(refused -> assertThat(refused.retry()).isTrue());

            platform.start();
            await().until(() -> platform.platform().generation(again.sessionId()) == 2);
            await().untilAsserted(() -> assertThat(sum(Direction.IN)).isEqualTo(12));
            try (var visitor = new Socket("127.0.0.1", port)) {
                assertThat(echo(visitor, "back")).isEqualTo("back");
            }
        }
    }

    @Test
    void keeps_usage_over_a_restart_without_the_platform() throws Exception {
        var agent = TestAgent.connect(edge.agentPort());
        agent.welcome(TOKEN, null);
        int port = RunningEdge.freePort();
        agent.openTcp(port);
        platform.stop();
        try (var visitor = new Socket("127.0.0.1", port)) {
            assertThat(echo(visitor, "kept")).isEqualTo("kept");
        }
        edge.close();
        assertThat(agent.next(GoAway.class))
                .satisfies(goAway -> assertThat(goAway.code()).isEqualTo("draining"))
                .satisfies(goAway -> assertThat(goAway.retry()).isTrue());

        edge = RunningEdge.start(platform, data);
        platform.start();
        await().untilAsserted(() -> assertThat(sum(Direction.IN)).isEqualTo(4));
        assertThat(sum(Direction.OUT)).isEqualTo(4);
    }

    @Test
    void is_ready_once_the_platform_knows_it() throws Exception {
        assertThat(edge.admin("/health/live")).isEqualTo("live\n");
        assertThat(edge.admin("/health/ready")).isEqualTo("ready\nplatform reachable\n");
    }

    private enum Direction {
        IN,
        OUT,
    }

    private long sum(Direction direction) {
        return platform.platform().reports().stream()
                .flatMap(report -> report.entries().stream())
                .mapToLong(entry -> direction == Direction.IN ? entry.bytesIn() : entry.bytesOut())
                .sum();
    }

    private static String echo(Socket visitor, String text) throws IOException {
        visitor.getOutputStream().write(text.getBytes(UTF_8));
        return read(visitor, text.length());
    }

    private static String read(Socket socket, int length) throws IOException {
        socket.setSoTimeout(10_000);
        return new String(socket.getInputStream().readNBytes(length), UTF_8);
    }

    private static boolean isClosedByPeer(Socket socket) throws IOException {
        try {
            var rest = new byte[1024];
            int read = socket.getInputStream().read(rest);
            while (read > 0) {
                Arrays.fill(rest, (byte) 0);
                read = socket.getInputStream().read(rest);
            }
            return read < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
