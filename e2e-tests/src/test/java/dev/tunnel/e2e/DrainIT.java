package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.e2e.client.KeepAliveLoad;
import dev.tunnel.e2e.client.RawConnection;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Program;
import dev.tunnel.e2e.stack.Stack;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The edge is stopped, restarted and replaced while visitors are at it.
class DrainIT {
    private static final int CLIENTS = 8;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration EXIT = Duration.ofSeconds(60);

    @Test
    void aSecondEdgeTakesOverAndNoVisitorNotices() {
        try (Stack stack = Stack.start("take-over");
                WebService service = WebService.start("steady");
                Agent agent = stack.signUp("steady").machine().start("http", service.target())) {
            URI url = agent.publicUrl("http");
            try (KeepAliveLoad load = KeepAliveLoad.start(url, CLIENTS)) {
                awaitMore(load, 500);
                Program first = stack.edge();
                Program second = stack.startSecondEdge();
                await().atMost(START).until(() -> second.log().contains("standing by"));
                awaitMore(load, 500);

                stack.drainEdge();

                assertThat(first.awaitExit(EXIT)).isZero();
                stack.switchEdge(second);
                awaitMore(load, 500);
                load.close();
                assertThat(load.failures()).isEmpty();
                assertThat(load.repeated()).isLessThanOrEqualTo(3 * CLIENTS);
            }
            assertThat(agent.publicUrl("http")).isEqualTo(url);
        }
    }

    @Test
    void aRestartRefusesConnectionsWhileItLastsAndNothingElseFails() {
        try (Stack stack = Stack.start("restart");
                WebService service = WebService.start("steady");
                Agent agent = stack.signUp("steady").machine().start("http", service.target());
                KeepAliveLoad load = KeepAliveLoad.start(agent.publicUrl("http"), CLIENTS)) {
            awaitMore(load, 500);
            stack.restartEdge();
            awaitMore(load, 500);
            load.close();
            assertThat(load.failures()).allMatch(failure -> failure.contains("Connection refused"));
        }
    }

    @Test
    void whatIsUnderWayFinishesBeforeTheEdgeEnds() {
        try (Stack stack = Stack.start("drain");
                SocketService service = SocketService.digest();
                Agent agent = stack.signUp("slow").machine().start("tcp", service.target());
                RawConnection visitor = RawConnection.open(agent.publicUrl("tcp").getPort())) {
            visitor.send("first half, ");
            stack.edge().signal("TERM");
            agent.awaitLog("stopping or restarting");
            String digest = visitor.send("second half").finishWriting().readToEnd();

            assertThat(digest).startsWith("23 ");
            assertThat(stack.edge().awaitExit(EXIT)).isZero();
            assertThat(stack.edge().log()).doesNotContain("streams are cut");
        }
    }

    private static void awaitMore(KeepAliveLoad load, long requests) {
        long enough = load.answered() + requests;
        await().atMost(START).until(() -> load.answered() >= enough);
    }
}
