package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.Account.Usage;
import dev.tunnel.e2e.client.RawConnection;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.Pattern;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Postgres;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The platform and its database may go away: tunnels keep serving, and what they carried is
/// counted exactly once.
class OutageIT {
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    @Test
    void tunnelsServeWithoutPlatformAndPostgresAndUsageAddsUpToTheBytesSent() throws IOException {
        try (Postgres postgres = Postgres.start();
                Stack stack = Stack.start("outage", postgres)) {
            Account account = stack.signUp("outage");
            try (SocketService service = SocketService.digest();
                    Agent agent = account.machine().start("tcp", service.target())) {
                int port = agent.publicUrl("tcp").getPort();
                Usage sent = new Usage(0, 0, 0, 0);
                sent = plus(sent, send(port, 1_000_003));

                stack.stopPlatform();
                sent = plus(sent, send(port, 2_000_033));
                postgres.stop();
                sent = plus(sent, send(port, 3_000_017));
                postgres.restart();
                sent = plus(sent, send(port, 517));
                stack.startPlatform();
                sent = plus(sent, send(port, 1));

                Usage expected = sent;
                await().atMost(DELIVERY)
                        .untilAsserted(() -> assertThat(account.usage()).isEqualTo(expected));
                // Nothing is delivered twice afterwards.
                await().during(Duration.ofSeconds(8))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> account.usage().equals(expected));
            }
        }
    }

    @Test
    void tunnelsServeWhilePostgresAloneIsGone() throws IOException {
        try (Postgres postgres = Postgres.start();
                Stack stack = Stack.start("no-postgres", postgres)) {
            Account account = stack.signUp("no-postgres");
            try (SocketService service = SocketService.digest();
                    Agent agent = account.machine().start("tcp", service.target())) {
                int port = agent.publicUrl("tcp").getPort();

                postgres.stop();
                Usage sent = send(port, 4_000_037);
                assertThat(account.api().get("/tunnels").status()).isEqualTo(503);
                postgres.restart();

                await().atMost(DELIVERY)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(account.usage()).isEqualTo(sent));
            }
        }
    }

    @Test
    void aKilledPlatformFindsItsDataAgainAndTheTunnelNeverNotices() {
        try (Stack stack = Stack.start("killed-platform")) {
            Account account = stack.signUp("killed");
            String name = stack.newName("kept");
            account.reserve(name);
            try (WebService service = WebService.start("laptop");
                    Agent agent =
                            account.machine().start("http", service.target(), "--subdomain", name);
                    Visitor visitor = new Visitor()) {
                var url = agent.publicUrl("http");

                stack.killPlatform();
                assertThat(visitor.get(url).body()).isEqualTo(service.greeting());
                stack.startPlatform();

                assertThat(account.api().get("/reserved-subdomains").expect(200).toString())
                        .contains(name);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(account.tunnels()).hasSize(1));
                assertThat(visitor.get(url).body()).isEqualTo(service.greeting());
                account.revokeAuthtoken();
                assertThat(agent.awaitExit()).isEqualTo(3);
            }
        }
    }

    @Test
    void agentsOfAKilledEdgeComeBackWithTheSameUrlsWhenItIsStartedAgain() throws IOException {
        try (Stack stack = Stack.start("killed-edge")) {
            Account account = stack.signUp("edge");
            try (SocketService service = SocketService.digest();
                    Agent agent = account.machine().start("tcp", service.target())) {
                int port = agent.publicUrl("tcp").getPort();

                stack.restartKilledEdge();

                await().atMost(DELIVERY).ignoreExceptions().untilAsserted(() -> send(port, 1_000));
                assertThat(account.tunnels()).hasSize(1);
            }
        }
    }

    /// One connection that carries `size` bytes in; what it must be counted as.
    private static Usage send(int port, long size) throws IOException {
        try (RawConnection connection = RawConnection.open(port)) {
            new Pattern(size).transferTo(connection.socket().getOutputStream());
            connection.socket().shutdownOutput();
            String answer = connection.readToEnd();
            assertThat(answer).isEqualTo(Pattern.digest(size).toString());
            return new Usage(size, answer.length(), 1, 0);
        }
    }

    private static Usage plus(Usage one, Usage other) {
        return new Usage(
                one.bytesIn() + other.bytesIn(),
                one.bytesOut() + other.bytesOut(),
                one.connections() + other.connections(),
                one.requests() + other.requests());
    }
}
