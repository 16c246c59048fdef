package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.AgentHome;
import dev.tunnel.e2e.stack.PacketDrop;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Agents vanish without a word; their owner's names and ports do not.
@ExtendWith(SharedStack.class)
class AgentLossIT {
    /// From the start of the new process; most of it is the start of a JVM.
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /// An agent finds out that its connection is dead by two pings without an answer.
    private static final Duration NOTICES = Duration.ofSeconds(90);

    private final Stack stack;
    private final Account account;

    AgentLossIT(Stack stack) {
        this.stack = stack;
        this.account = stack.signUp("loss");
    }

    @Test
    void aKilledAgentGetsItsSubdomainBackAtOnce() {
        expectSameUrlAfterKill("http", "--subdomain", stack.newName("killed"));
    }

    @Test
    void aKilledAgentGetsItsRandomNameBackAtOnce() {
        expectSameUrlAfterKill("http");
    }

    @Test
    void aKilledAgentGetsItsTcpPortBackAtOnce() {
        expectSameUrlAfterKill("tcp");
    }

    @Test
    void theOwnersNewSessionTakesOverFromAFrozenAgentWhichCannotWinTheNameBack() {
        String name = stack.newName("frozen");
        try (WebService oldService = WebService.start("old");
                WebService newService = WebService.start("new");
                Agent frozen = start(oldService, name);
                Visitor visitor = new Visitor()) {
            URI url = frozen.publicUrl("http");
            assertThat(visitor.get(url).body()).isEqualTo(oldService.greeting());

            frozen.program().signal("STOP");
            try (Agent successor = start(newService, name)) {
                assertThat(successor.publicUrl("http")).isEqualTo(url);
                assertThat(visitor.get(url).body()).isEqualTo(newService.greeting());

                frozen.program().signal("CONT");
                assertThat(frozen.program().awaitExit(NOTICES)).isEqualTo(4);
                expectSteady(visitor, url, newService.greeting());
            }
        }
    }

    @Test
    void theOwnersNewSessionTakesOverFromAnAgentWhoseNetworkDropsEveryPacket() {
        assumeTrue(PacketDrop.possible());
        String name = stack.newName("dropped");
        try (WebService oldService = WebService.start("old");
                WebService newService = WebService.start("new");
                Agent cutOff = start(oldService, name);
                Visitor visitor = new Visitor()) {
            URI url = cutOff.publicUrl("http");
            try (PacketDrop drop = PacketDrop.of(cutOff.program(), stack.ports().agent());
                    Agent successor = start(newService, name)) {
                assertThat(drop.connections()).isPositive();
                assertThat(successor.publicUrl("http")).isEqualTo(url);
                assertThat(visitor.get(url).body()).isEqualTo(newService.greeting());

                // It notices by itself that its connection is dead, comes back, and is refused.
                assertThat(cutOff.program().awaitExit(NOTICES)).isEqualTo(4);
                expectSteady(visitor, url, newService.greeting());
            }
        }
    }

    private void expectSameUrlAfterKill(String kind, String... options) {
        AgentHome machine = account.machine();
        try (WebService web = WebService.start("laptop");
                SocketService echo = SocketService.echo()) {
            String target = kind.equals("http") ? web.target() : echo.target();
            String[] command = new String[2 + options.length];
            command[0] = kind;
            command[1] = target;
            System.arraycopy(options, 0, command, 2, options.length);

            Agent killed = machine.start(command);
            URI url = killed.publicUrl(kind);
            killed.program().kill();

            try (Agent again = machine.start(command)) {
                await().atMost(AT_ONCE).until(() -> again.publicUrl(kind).equals(url));
                assertThat(again.program().log()).doesNotContain("in use");
            }
        }
    }

    private Agent start(WebService service, String subdomain) {
        Agent agent = account.machine().start("http", service.target(), "--subdomain", subdomain);
        agent.publicUrl("http");
        return agent;
    }

    /// For a while, every visit is answered by the same service.
    private static void expectSteady(Visitor visitor, URI url, String greeting) {
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(4))
                .until(() -> visitor.get(url).body().equals(greeting));
    }
}
