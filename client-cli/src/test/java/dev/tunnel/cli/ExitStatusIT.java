package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.AgentStage;
import dev.tunnel.cli.edge.TestCa;
import dev.tunnel.cli.edge.TestEdge;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.OpenTunnel;
import dev.tunnel.protocol.message.Refused;
import dev.tunnel.protocol.message.TunnelClosed;
import dev.tunnel.protocol.message.TunnelRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the agent's process ends, and what it says then.
final class ExitStatusIT {

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

    private static void assertEnds(AgentProcess agent, int status, String line) {
        assertThat(agent.exitStatus()).isEqualTo(status);
        assertThat(agent.lines()).anyMatch(said -> said.contains(line));
        assertThat(String.join("\n", agent.lines()))
                .doesNotContain("\tat ", "Exception", AgentStage.TOKEN);
    }

    private AgentProcess online() throws IOException {
        AgentProcess agent = stage.start("http", stage.target());
        agent.await("^tunnel online");
        return agent;
    }

    @Test
    void aRejectedAuthtokenIsThree() throws IOException {
        stage.edge().answerHello(_ -> new Refused("authtoken_invalid", "unknown authtoken", false));
        assertEnds(stage.start("http", stage.target()), 3, "tunnel: authtoken rejected");
    }

    @Test
    void anAuthtokenRevokedWhileRunningIsThree() throws IOException {
        AgentProcess agent = online();
        stage.edge().goAway(new GoAway("authtoken_revoked", "revoked", false));
        assertEnds(agent, 3, "tunnel: authtoken revoked: make a new one");
    }

    @Test
    void aRefusedTunnelIsFourAndNamed() throws IOException {
        stage.edge()
                .answerOpen(open ->
                        new TunnelRefused(
                                open.ref(), "name_taken", "\"shop\" belongs to another account"));
        assertEnds(
                stage.start("http", stage.target(), "--subdomain", "shop", "--name", "web"),
                4,
                "tunnel: tunnel web refused: \"shop\" belongs to another account");
    }

    @Test
    void oneRefusedOfSeveralIsFour() throws IOException {
        Files.writeString(
                stage.config(),
                "tunnels: {a: {proto: http, target: 1}, b: {proto: http, target: 2}}\n",
                StandardOpenOption.APPEND);
        stage.edge()
                .answerOpen(open ->
                        open.spec().key().equals("b")
                                ? new TunnelRefused(open.ref(), "limit_reached", "too many")
                                : TestEdge.opened(open));
        assertEnds(stage.start("start", "a", "b"), 4, "tunnel: tunnel b refused: too many");
    }

    @Test
    void theLastTunnelTakenAwayIsFour() throws IOException {
        AgentProcess agent = online();
        stage.edge()
                .send(
                        new TunnelClosed(
                                Objects.requireNonNull(stage.edge().tunnel()),
                                "closed_by_owner",
                                "closed in the web admin"));
        assertEnds(agent, 4, "closed: closed in the web admin");
    }

    @Test
    void aSessionThatAnotherAgentTookIsFour() throws IOException {
        AgentProcess agent = online();
        stage.edge().goAway(new GoAway("session_superseded", "newer session", false));
        assertEnds(agent, 4, "another agent took over: newer session");
    }

    @Test
    void anUnreachableServerIsFiveWithoutRetry() throws IOException {
        stage.platform().close();
        assertEnds(
                stage.start("http", stage.target(), "--no-retry"),
                5,
                "tunnel: %s does not answer (".formatted(stage.platform().url()));
    }

    @Test
    void anUnreachableEdgeIsFiveWithoutRetry() throws IOException {
        stage.platform().edgeAt("localhost:1");
        assertEnds(
                stage.start("http", stage.target(), "--no-retry"),
                5,
                "tunnel: localhost:1 does not answer (connection refused)");
    }

    @Test
    void aCertificateOfAnotherCaIsNotTrusted() throws IOException {
        stage.platform().caIs(TestCa.of("localhost").pem());
        assertEnds(stage.start("http", stage.target(), "--no-retry"), 5, "is not signed by the CA");
        assertThat(stage.edge().hellos()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherNameIsNotTrusted() throws IOException {
        stage.platform().edgeAt("127.0.0.1:" + stage.edge().agentPort());
        assertEnds(
                stage.start("http", stage.target(), "--no-retry"),
                5,
                "the certificate of 127.0.0.1");
        assertThat(stage.edge().hellos()).isEmpty();
    }

    @Test
    void somethingElseOnTheAgentPortIsSaid() throws IOException {
        stage.platform().edgeAt(stage.target());
        assertEnds(stage.start("http", stage.target(), "--no-retry"), 5, "TLS: ");
    }

    @Test
    void aPassingRefusalIsAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        stage.edge()
                .answerOpen(open ->
                        asked.incrementAndGet() < 3
                                ? new TunnelRefused(open.ref(), "unavailable", "later")
                                : TestEdge.opened(open));
        online();
        assertThat(stage.edge().opens().stream().map(OpenTunnel::ref)).doesNotHaveDuplicates();
        assertThat(stage.edge().hellos()).hasSize(1);
    }
}
