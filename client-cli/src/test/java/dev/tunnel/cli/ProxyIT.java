package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.LocalService;
import dev.tunnel.cli.edge.TestCa;
import dev.tunnel.cli.edge.TestEdge;
import dev.tunnel.cli.edge.TestPlatform;
import dev.tunnel.cli.edge.TestProxy;
import dev.tunnel.cli.edge.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent behind a firewall that lets nothing out but what a proxy does. Platform and edge have
/// names that only the proxy knows.
final class ProxyIT {

    private static final String PLATFORM = "platform.test:9000";

    @TempDir private Path home;

    private final TestCa ca = TestCa.of("edge.test");
    private final List<AutoCloseable> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // setUp
    private TestEdge edge;

    @SuppressWarnings("NullAway.Init") // setUp
    private TestPlatform platform;

    @SuppressWarnings("NullAway.Init") // setUp
    private LocalService service;

    @BeforeEach
    void setUp() throws IOException {
        edge = opened(new TestEdge(ca));
        platform = opened(new TestPlatform("edge.test:4443", ca.pem()));
        service = opened(new LocalService());
        Path config = home.resolve(".config/tunnel/tunnel.yml");
        Files.createDirectories(config.getParent());
        Files.writeString(config, "server: http://%s\nauthtoken: tt_x\n".formatted(PLATFORM));
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.add(part);
        return part;
    }

    @AfterEach
    void tearDown() throws Exception {
        for (AutoCloseable part : opened.reversed()) {
            part.close();
        }
    }

    private TestProxy proxy(String edgeAt, @Nullable String user) throws IOException {
        return opened(
                new TestProxy(Map.of(PLATFORM, platform.port(), edgeAt, edge.agentPort()), user));
    }

    private AgentProcess agent(String proxy, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("tcp", "localhost:" + service.port()));
        arguments.addAll(List.of(more));
        return opened(
                AgentProcess.start(
                        home, Map.of("HTTPS_PROXY", proxy), arguments.toArray(String[]::new)));
    }

    private void carriesBytes(AgentProcess agent) throws IOException {
        agent.await("^tunnel online url=");
        byte[] sent = Visit.bytes(3 << 20);
        assertThat(Visit.echo(edge.visitorPort(), sent)).isEqualTo(sent);
    }

    @Test
    void goesOutThroughAnHttpProxy() throws IOException {
        TestProxy proxy = proxy("edge.test:4443", null);
        carriesBytes(agent("http://localhost:" + proxy.port()));
        assertThat(proxy.asked())
                .containsExactly(
                        "GET http://platform.test:9000/api/v1/server", "CONNECT edge.test:4443");
    }

    @Test
    void tellsAnHttpProxyWhoItIs() throws IOException {
        TestProxy proxy = proxy("edge.test:4443", "ada:s:cret%");
        AgentProcess agent = agent("http://ada:s%3Acret%25@localhost:" + proxy.port());
        carriesBytes(agent);
        assertThat(String.join("\n", agent.lines())).doesNotContain("cret");
    }

    @Test
    void saysThatTheProxyWantsAPassword() throws IOException {
        TestProxy proxy = proxy("edge.test:4443", "ada:secret");
        Files.writeString(
                home.resolve(".config/tunnel/tunnel.yml"),
                "server_addr: edge.test:4443\nauth_token: tt_x\n");
        AgentProcess agent = agent("http://ada:wrong@localhost:" + proxy.port(), "--no-retry");
        assertThat(agent.exitStatus()).isEqualTo(5);
        agent.await("proxy http://ada:\\*\\*\\*@localhost:[0-9]+ asks for a user name");
        assertThat(String.join("\n", agent.lines())).doesNotContain("wrong");
    }

    @Test
    void goesOutThroughASocksProxy() throws IOException {
        TestProxy proxy = proxy("edge.test:4443", null);
        carriesBytes(agent("socks5://localhost:" + proxy.port()));
        assertThat(proxy.asked())
                .containsExactly("SOCKS platform.test:9000", "SOCKS edge.test:4443");
    }

    @Test
    void tellsASocksProxyWhoItIs() throws IOException {
        TestProxy proxy = proxy("edge.test:4443", "ada:secret");
        carriesBytes(agent("socks5://ada:secret@localhost:" + proxy.port()));
        AgentProcess wrong = agent("socks5://ada:other@localhost:" + proxy.port(), "--no-retry");
        assertThat(wrong.exitStatus()).isEqualTo(5);
        wrong.await("asks for a user name and a password");
    }

    @Test
    void takesTheHttpsPortWhereNothingElseIsLetOut() throws IOException {
        platform.httpsPortIs(443);
        TestProxy proxy = proxy("edge.test:443", null);
        carriesBytes(agent("http://localhost:" + proxy.port()));
        assertThat(proxy.asked()).contains("CONNECT edge.test:4443", "CONNECT edge.test:443");
        edge.cut();
        int before = proxy.asked().size();
        opened.stream()
                .filter(AgentProcess.class::isInstance)
                .map(AgentProcess.class::cast)
                .forEach(agent -> agent.await("^tunnel online url=", 2));
        assertThat(proxy.asked().stream().skip(before).filter(line -> line.startsWith("CONNECT")))
                .as("the port that worked comes first")
                .first()
                .isEqualTo("CONNECT edge.test:443");
    }

    @Test
    void saysWhatTheProxyRefuses() throws IOException {
        TestProxy proxy = proxy("other.test:1", null);
        AgentProcess agent = agent("http://localhost:" + proxy.port(), "--no-retry");
        assertThat(agent.exitStatus()).isEqualTo(5);
        agent.await("does not let edge.test:4443 through \\(status 403\\)");
    }

    @Test
    void reachesThisMachineDirectly() throws IOException {
        TestCa local = TestCa.of("localhost");
        TestEdge near = opened(new TestEdge(local));
        platform.edgeAt("localhost:" + near.agentPort());
        platform.caIs(local.pem());
        AgentProcess agent =
                agent("http://localhost:1", "--server", "http://localhost:" + platform.port());
        agent.await("^tunnel online url=");
    }
}
