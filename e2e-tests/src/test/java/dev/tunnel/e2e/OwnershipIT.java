package dev.tunnel.e2e;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.RawConnection;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.AgentHome;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Names belong to accounts, and an authtoken is good until it is revoked.
@ExtendWith(SharedStack.class)
class OwnershipIT {
    private static final Duration CUT = Duration.ofSeconds(2);

    private final Stack stack;
    private final Account owner;

    OwnershipIT(Stack stack) {
        this.stack = stack;
        this.owner = stack.signUp("owner");
    }

    @Test
    void aSubdomainReservedByOneAccountIsRefusedToAnother() {
        String name = stack.newName("shop");
        owner.reserve(name);
        Account other = stack.signUp("other");
        try (WebService service = WebService.start("laptop")) {
            Command.Result refused =
                    other.machine().run("http", service.target(), "--subdomain", name);

            assertThat(refused.status()).isEqualTo(4);
            assertThat(refused.output()).contains(name).doesNotContain(owner.email());
            assertThat(other.api().get("/reserved-subdomains").body().get("items")).isEmpty();
            try (Agent agent =
                    owner.machine().start("http", service.target(), "--subdomain", name)) {
                assertThat(agent.publicUrl("http").getHost()).isEqualTo(name + ".localhost");
            }
        }
    }

    @Test
    void aNameThatALiveTunnelHoldsIsRefusedToAnotherAccount() {
        String name = stack.newName("live");
        Account other = stack.signUp("other");
        try (WebService service = WebService.start("laptop");
                Agent agent = owner.machine().start("http", service.target(), "--subdomain", name);
                Visitor visitor = new Visitor()) {
            URI url = agent.publicUrl("http");

            assertThat(other.machine().run("http", "1", "--subdomain", name).status()).isEqualTo(4);
            assertThat(visitor.get(url).body()).isEqualTo(service.greeting());
        }
    }

    @Test
    void revokingTheAuthtokenCutsLiveTrafficAtOnceAndTheAgentCannotComeBack() throws IOException {
        AgentHome machine = owner.machine();
        try (SocketService service = SocketService.echo();
                Agent agent = machine.start("tcp", service.target());
                RawConnection connection = RawConnection.open(agent.publicUrl("tcp").getPort())) {
            connection.send("x");
            assertThat(connection.socket().getInputStream().read()).isEqualTo('x');

            owner.revokeAuthtoken();
            connection.socket().setSoTimeout((int) CUT.toMillis());
            assertThat(connection.readToEnd()).isEmpty();

            assertThat(agent.awaitExit()).isEqualTo(3);
            assertThat(agent.program().log()).contains("revoked");
            Command.Result again = machine.run("tcp", service.target());
            assertThat(again.status()).isEqualTo(3);
            assertThat(again.output()).contains("authtoken");
        }
    }

    @Test
    void revokingTheAuthtokenEndsADownloadHalfWay() {
        try (WebService service = WebService.start("laptop");
                Agent agent = owner.machine().start("http", service.target());
                RawConnection visitor = RawConnection.open(stack.ports().http())) {
            String host = agent.publicUrl("http").getAuthority();
            visitor.send("GET /events HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            service.emit("first");
            await().atMost(CUT).until(() -> visitor.socket().getInputStream().available() > 0);

            owner.revokeAuthtoken();

            await().atMost(CUT.toMillis(), MILLISECONDS).until(() -> owner.tunnels().isEmpty());
            assertThat(visitor.readToEnd()).contains("first");
            assertThat(agent.awaitExit()).isEqualTo(3);
        }
    }

    @Test
    void anAuthtokenThatNeverExistedIsRefused() {
        AgentHome stranger = AgentHome.create(stack);

        Command.Result result =
                stranger.run(
                        "http",
                        "8080",
                        "--server",
                        stack.platformUrl(),
                        "--authtoken",
                        "tt_" + "A".repeat(43));

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.output()).contains("authtoken").doesNotContain("A".repeat(43));
    }
}
