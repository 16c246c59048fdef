package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.AgentStage;
import dev.tunnel.cli.edge.LocalService;
import dev.tunnel.cli.edge.UnixEcho;
import dev.tunnel.cli.edge.Visit;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.OpenTunnel;
import dev.tunnel.protocol.message.TunnelClosed;
import dev.tunnel.protocol.message.TunnelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent as a process, doing its work against a small edge that speaks the real protocol.
final class AgentIT {

    @TempDir private Path home;

    @SuppressWarnings("NullAway.Init") // setUp
    private AgentStage stage;

    @BeforeEach
    void setUp() throws IOException {
        stage = new AgentStage(home);
    }

    @AfterEach
    void tearDown() throws IOException {
        stage.close();
    }

    private AgentProcess online(String... arguments) throws IOException {
        AgentProcess agent = stage.start(arguments);
        agent.await("^tunnel online url=");
        return agent;
    }

    @Test
    void carriesBytesBothWaysAndKeepsHalfClose() throws IOException {
        online("tcp", stage.target());
        byte[] sent = Visit.bytes(20 << 20);
        assertThat(Visit.echo(stage.edge().visitorPort(), sent)).isEqualTo(sent);
    }

    @Test
    void carriesTlsUntouchedUnderANameOfItsOwn() throws IOException {
        AgentProcess agent = online("tls", stage.target(), "--subdomain", "mail", "--name", "mail");
        agent.await(
                "^tunnel online url=tls://mail.localhost:8443 target=%s name=mail$"
                        .formatted(stage.target()));
        TunnelSpec spec = stage.edge().opens().getFirst().spec();
        assertThat(spec.proto()).isEqualTo("tls");
        assertThat(spec.subdomain()).isEqualTo("mail");
        byte[] sent = Visit.bytes(100_000);
        assertThat(Visit.echo(stage.edge().visitorPort(), sent)).isEqualTo(sent);
    }

    @Test
    void tellsTheEdgeWhoMayComeAndHowTheServiceIsSpokenTo() throws IOException {
        online(
                "http",
                stage.target(),
                "--cidr-allow",
                "10.1.2.3/8,2001:db8::/32",
                "--cidr-allow",
                "::1",
                "--cidr-deny",
                "10.0.0.1",
                "--basic-auth",
                "ada:secret",
                "--redirect-https",
                "--host-header",
                "rewrite",
                "--proxy-protocol",
                "v2",
                "--upstream-protocol",
                "HTTP2");
        TunnelSpec spec = stage.edge().opens().getFirst().spec();
        assertThat(spec.access())
                .isEqualTo(
                        new TunnelSpec.Access(
                                List.of("10.0.0.0/8", "2001:db8::/32", "::1"),
                                List.of("10.0.0.1"),
                                "ada:secret",
                                true));
        assertThat(spec.upstream()).isEqualTo(new TunnelSpec.Upstream("rewrite", "v2", "http2"));
        online("tcp", stage.target(), "--cidr-deny", "0.0.0.0/0", "--proxy-protocol", "v1");
        TunnelSpec tcp = stage.edge().opens().getLast().spec();
        assertThat(tcp.access().deny()).containsExactly("0.0.0.0/0");
        assertThat(tcp.upstream()).isEqualTo(new TunnelSpec.Upstream(null, "v1", null));
    }

    @Test
    void saysEachUrlOnOneStableLine() throws IOException {
        AgentProcess agent = online("http", stage.target(), "--name", "shop");
        agent.await("^session online account=ada@example.com edge=edge-1$");
        agent.await(
                "^tunnel online url=http://shop.localhost:8000 target=http://%s name=shop$"
                        .formatted(stage.target()));
        agent.await(
                "^tunnel online url=https://shop.localhost:8000 target=http://%s name=shop$"
                        .formatted(stage.target()));
        AgentProcess json = stage.start("http", stage.target(), "--json");
        json.await("\"msg\":\"tunnel online\",\"url\":\"https://.*\",\"target\":\"http://");
    }

    @Test
    void servesAThousandStreamsAtOnce() throws Exception {
        online("tcp", stage.target());
        assertThat(Visit.echoTogether(stage.edge().visitorPort(), 1000)).isEqualTo(1000);
    }

    @Test
    void reconnectsWithTheSameUrlAndSession() throws IOException {
        AgentProcess agent = online("http", stage.target(), "--scheme", "http");
        stage.edge().cut();
        agent.await("^warn: session offline retry_in=0");
        agent.await("^tunnel online url=http://", 2);
        List<Hello> hellos = stage.edge().hellos();
        assertThat(hellos).hasSize(2);
        assertThat(hellos.getFirst().resume()).isNull();
        assertThat(Objects.requireNonNull(hellos.getLast().resume()).secret())
                .isEqualTo("ts_secret");
        List<OpenTunnel> opens = stage.edge().opens();
        assertThat(opens.getLast().spec()).isEqualTo(opens.getFirst().spec());
        byte[] sent = Visit.bytes(100_000);
        assertThat(Visit.echo(stage.edge().visitorPort(), sent)).isEqualTo(sent);
    }

    @Test
    void comesBackWhenTheEdgeWasAwayAndHasMoved() throws Exception {
        AgentProcess agent = online("tcp", stage.target());
        stage.moveEdge();
        agent.await("^tunnel online url=", 2);
        assertThat(stage.edge().hellos()).hasSize(1);
    }

    @Test
    void isTheSameInstanceAfterAKillAndAnotherBesideALivingOne() throws IOException {
        AgentProcess first = online("tcp", stage.target());
        online("tcp", stage.target());
        first.kill();
        online("tcp", stage.target());
        List<String> instances = stage.edge().hellos().stream().map(Hello::instance).toList();
        assertThat(instances).hasSize(3);
        assertThat(instances.get(1)).isNotEqualTo(instances.get(0));
        assertThat(instances.get(2)).isEqualTo(instances.get(0));
    }

    @Test
    void aStoppedLocalServiceCutsTheVisitorAndIsLogged() throws IOException {
        AgentProcess agent = online("tcp", stage.target());
        int port = stage.service().port();
        stage.service().close();
        assertThat(Visit.isCut(stage.edge().visitorPort())).isTrue();
        agent.await(
                "^warn: local service unreachable target=localhost:%d name=tcp-%d reason="
                        .formatted(port, port));
    }

    @Test
    void stopsCleanlyAndTellsTheEdge() throws IOException {
        AgentProcess agent = online("tcp", stage.target());
        agent.terminate();
        assertThat(agent.exitStatus()).isZero();
        await().until(() -> !stage.edge().goodbyes().isEmpty());
        assertThat(stage.edge().goodbyes().getFirst().code()).isEqualTo("agent_stopped");
    }

    @Test
    void stopsAtOnceWhileItWaitsToRetry() throws IOException {
        stage.platform().edgeAt("localhost:1");
        AgentProcess agent = stage.start("tcp", stage.target(), "--server", stage.platform().url());
        agent.await("^warn: session offline retry_in=");
        agent.terminate();
        assertThat(agent.exitStatus()).isZero();
    }

    @Test
    void servesSeveralTunnelsOfTheFileInOneSession() throws IOException {
        Files.writeString(
                stage.config(),
                """
                tunnels:
                  web: {proto: http, target: %1$s, subdomain: shop}
                  db: {proto: tcp, target: %1$s, remote_port: 20000}
                """
                        .formatted(stage.target()),
                StandardOpenOption.APPEND);
        AgentProcess agent = stage.start("start", "--all");
        agent.await("^tunnel online .* name=web$");
        agent.await("^tunnel online url=tcp://localhost:20000 .* name=db$");
        assertThat(stage.edge().hellos()).hasSize(1);
        stage.edge()
                .send(
                        new TunnelClosed(
                                Objects.requireNonNull(stage.edge().tunnel()),
                                "taken_over",
                                "elsewhere"));
        agent.await("^warn: tunnel closed name=db reason=elsewhere$");
        assertThat(Visit.isCut(stage.edge().visitorPort()))
                .as("a closed tunnel serves nobody")
                .isTrue();
    }

    @Test
    void movesWhenTheEdgeDrains() throws IOException {
        AgentProcess agent = online("tcp", stage.target());
        stage.edge().goAway(new GoAway("draining", "this edge restarts", true));
        agent.await("^warn: session offline .*reason=\"this edge restarts\"$");
        agent.await("^tunnel online url=", 2);
    }

    @Test
    void speaksTlsToAServiceThatWantsIt() throws Exception {
        try (LocalService secure = stage.secureService()) {
            AgentProcess agent = online("http", "https://localhost:" + secure.port(), "--insecure");
            byte[] sent = Visit.bytes(300_000);
            assertThat(Visit.echo(stage.edge().visitorPort(), sent)).isEqualTo(sent);
            agent.terminate();
            assertThat(agent.exitStatus()).isZero();
            AgentProcess verifying = online("http", "https://localhost:" + secure.port());
            assertThat(Visit.isCut(stage.edge().visitorPort())).isTrue();
            verifying.await("^warn: local service unreachable .*TLS");
        }
    }

    @Test
    void reachesAUnixSocket() throws IOException {
        Path socket = home.resolve("app.sock");
        try (UnixEcho _ = new UnixEcho(socket)) {
            online("tcp", "unix:" + socket);
            byte[] sent = Visit.bytes(1 << 20);
            assertThat(Visit.echo(stage.edge().visitorPort(), sent)).isEqualTo(sent);
        }
    }

    @Test
    void worksWhereTheHomeCannotBeWrittenTo() throws IOException {
        AgentProcess agent = stage.startWithoutHome("tcp", stage.target());
        agent.await("^tunnel online url=");
        assertThat(stage.edge().hellos().getFirst().instance()).isNotEmpty();
    }

    @Test
    void neverShowsTheAuthtoken() throws IOException {
        AgentProcess agent = online("http", stage.target(), "--log-level", "debug");
        stage.edge().cut();
        agent.await("^tunnel online url=", 3);
        agent.terminate();
        agent.exitStatus();
        assertThat(String.join("\n", agent.lines())).doesNotContain(AgentStage.TOKEN, "ts_secret");
        assertThat(stage.edge().hellos().getFirst().authtoken()).isEqualTo(AgentStage.TOKEN);
    }
}
