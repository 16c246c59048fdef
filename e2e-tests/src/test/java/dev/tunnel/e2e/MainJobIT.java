package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.RawConnection;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.AgentHome;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Sign up, get an authtoken, open a tunnel: a public URL reaches a local port.
@ExtendWith(SharedStack.class)
class MainJobIT {
    private final Stack stack;
    private final Account account;
    private final AgentHome machine;

    MainJobIT(Stack stack) {
        this.stack = stack;
        this.account = stack.signUp("main");
        this.machine = account.machine();
    }

    @Test
    void curlReachesALocalServiceOverHttpAndOverHttpsWithTheServersCa(@TempDir Path folder)
            throws IOException {
        Path ca = Files.writeString(folder.resolve("ca.pem"), caCertificate());
        try (WebService service = WebService.start("laptop");
                Agent agent = machine.start("http", service.target())) {
            String http = agent.publicUrl("http").toString();
            String https = agent.publicUrl("https").toString();

            assertThat(curl(http)).isEqualTo(service.greeting());
            assertThat(curl("--cacert", ca.toString(), https)).isEqualTo(service.greeting());
        }
    }

    @Test
    void theLocalServiceSeesTheHostThatTheVisitorAskedForAndWhoTheVisitorIs() {
        String name = stack.newName("forwarded");
        try (WebService service = WebService.start("laptop");
                Agent agent = machine.start("http", service.target(), "--subdomain", name)) {
            String head = curl(agent.publicUrl("http") + "/head").toLowerCase(Locale.ROOT);

            assertThat(head)
                    .startsWith("get /head\n")
                    .contains("\nhost: " + stack.publicHost(name))
                    .contains("\nx-forwarded-for: 127.0.0.1")
                    .contains("\nx-forwarded-proto: http")
                    .contains("\nx-forwarded-host: " + stack.publicHost(name))
                    .contains("\nforwarded: ");
        }
    }

    @Test
    void twoRequestsForTwoHostsOnOneKeptAliveConnectionReachTheirOwnTunnel() {
        String first = stack.newName("first");
        String second = stack.newName("second");
        try (WebService one = WebService.start("one");
                WebService two = WebService.start("two");
                Agent agentOne = machine.start("http", one.target(), "--subdomain", first);
                Agent agentTwo =
                        account.machine().start("http", two.target(), "--subdomain", second);
                RawConnection connection = connectTo(agentOne, agentTwo)) {
            assertThat(ask(connection, first).body()).isEqualTo(one.greeting());
            assertThat(ask(connection, second).body()).isEqualTo(two.greeting());
            assertThat(ask(connection, first).body()).isEqualTo(one.greeting());
            assertThat(ask(connection, "nobody").status()).isEqualTo(404);
        }
    }

    @Test
    void anUnknownNameGetsAReadablePageAndAStoppedLocalServiceABadGateway() {
        String name = stack.newName("stopped");
        try (WebService service = WebService.start("laptop");
                Agent agent = machine.start("http", service.target(), "--subdomain", name);
                Visitor visitor = new Visitor()) {
            URI url = agent.publicUrl("http");
            assertThat(visitor.get(url).statusCode()).isEqualTo(200);

            service.close();

            assertThat(visitor.get(url).statusCode()).isEqualTo(502);
            assertThat(visitor.get(url).body()).contains("local service");
            agent.awaitLog("target=http://localhost:" + service.target());
            URI unknown = URI.create("http://" + stack.publicHost("no-such-tunnel"));
            assertThat(visitor.get(unknown).statusCode()).isEqualTo(404);
            assertThat(visitor.get(unknown).body()).contains("no-such-tunnel");
        }
    }

    @Test
    void theOwnerSeesTheTunnelWhileItLivesAndCanCloseIt() {
        try (WebService service = WebService.start("laptop");
                Agent agent = machine.start("http", service.target(), "--name", "site");
                Visitor visitor = new Visitor()) {
            URI url = agent.publicUrl("http");
            JsonNode tunnel = onlyTunnel();
            assertThat(tunnel.get("name").asText()).isEqualTo("site");
            assertThat(tunnel.get("proto").asText()).isEqualTo("http");
            assertThat(tunnel.get("urls").toString()).contains(url.toString());

            account.api().delete("/tunnels/" + tunnel.get("id").asText()).expect(204);

            await().atMost(Duration.ofSeconds(2)).until(() -> visitor.get(url).statusCode() == 404);
            assertThat(account.tunnels()).isEmpty();
        }
    }

    @Test
    void theAgentAnswersNgroksListOfTunnelsOnItsInspectorPort() {
        try (WebService service = WebService.start("laptop");
                Agent agent = machine.start("http", service.target())) {
            String publicUrl = agent.publicUrl("http").toString();
            assertThat(curl(agent.inspectorUrl() + "/api/tunnels"))
                    .contains("\"public_url\"")
                    .contains(publicUrl);
        }
    }

    @Test
    void theAuthtokenIsKeptForItsOwnerOnly() throws IOException {
        Path file = machine.configuration();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private JsonNode onlyTunnel() {
        assertThat(account.tunnels()).hasSize(1);
        return account.tunnels().getFirst();
    }

    private RawConnection connectTo(Agent... agents) {
        for (Agent agent : agents) {
            agent.publicUrl("http");
        }
        return RawConnection.open(stack.ports().http());
    }

    private RawConnection.Response ask(RawConnection connection, String subdomain) {
        return connection
                .send("GET / HTTP/1.1\r\nHost: " + stack.publicHost(subdomain) + "\r\n\r\n")
                .readResponse();
    }

    private String caCertificate() {
        return stack.api().get("/server").expect(200).get("caCertificate").asText();
    }

    private static String curl(String... arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("curl", "-fsS", "--max-time", "20"));
        command.addAll(List.of(arguments));
        return Command.run(Map.of(), command).expectSuccess().output();
    }
}
