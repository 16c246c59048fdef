package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.RawConnection;
import dev.tunnel.e2e.service.Pattern;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.GitDaemon;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// TCP tunnels carry any protocol.
@ExtendWith(SharedStack.class)
class TcpTunnelIT {
    private final Stack stack;
    private final Account account;

    TcpTunnelIT(Stack stack) {
        this.stack = stack;
        this.account = stack.signUp("tcp");
    }

    @Test
    void gitClonesThroughATunnel(@TempDir Path folder) {
        assumeTrue(Command.installed("git"));
        try (GitDaemon daemon = GitDaemon.start(folder.resolve("served"));
                Agent agent = account.machine().start("tcp", daemon.target())) {
            int port = agent.publicUrl("tcp").getPort();
            Path clone = folder.resolve("clone");

            Command.run("git", "clone", "git://localhost:" + port + "/project", clone.toString())
                    .expectSuccess();

            assertThat(clone.resolve("large.bin")).hasSameBinaryContentAs(daemon.largeFile());
        }
    }

    @Test
    void psqlQueriesAPostgresThroughATunnel() {
        assumeTrue(Command.installed("psql"));
        URI postgres = stack.postgresUrl();
        String target = Integer.toString(postgres.getPort());
        try (Agent agent = account.machine().start("tcp", target)) {
            String port = Integer.toString(agent.publicUrl("tcp").getPort());
            String url = postgres.toString().replace(":" + target + "/", ":" + port + "/");
            String query = "select count(*), sum(n) from generate_series(1, 200000) n";

            Command.Result result =
                    Command.run(
                            Map.of("PGCONNECT_TIMEOUT", "10"),
                            List.of("psql", "-X", "-A", "-t", "-c", query, url));

            assertThat(result.expectSuccess().output().trim()).isEqualTo("200000|20000100000");
        }
    }

    @Test
    void aVisitorWhoHasFinishedWritingStillGetsTheWholeAnswer() throws IOException {
        long size = 20_000_000;
        try (SocketService service = SocketService.digest();
                Agent agent = account.machine().start("tcp", service.target());
                RawConnection connection = RawConnection.open(agent.publicUrl("tcp").getPort())) {
            new Pattern(size).transferTo(connection.socket().getOutputStream());
            connection.socket().shutdownOutput();

            assertThat(connection.readToEnd()).isEqualTo(Pattern.digest(size).toString());
        }
    }

    @Test
    void theWantedPortIsGivenAndTheSamePortComesBackLater() {
        var machine = account.machine();
        try (SocketService service = SocketService.echo()) {
            int wanted; // one that no other test has at the moment
            try (Agent agent = machine.start("tcp", service.target(), "--name", "any")) {
                wanted = agent.publicUrl("tcp").getPort();
            }
            try (Agent agent =
                    machine.start(
                            "tcp", service.target(), "--remote-port", Integer.toString(wanted))) {
                assertThat(agent.publicUrl("tcp").getPort()).isEqualTo(wanted);
            }
            int given;
            try (Agent agent = machine.start("tcp", service.target(), "--name", "ssh")) {
                given = agent.publicUrl("tcp").getPort();
            }
            try (Agent agent = machine.start("tcp", service.target(), "--name", "ssh")) {
                assertThat(agent.publicUrl("tcp").getPort()).isEqualTo(given);
            }
        }
    }
}
