package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.AgentStage;
import dev.tunnel.cli.edge.TestEdge;
import dev.tunnel.protocol.message.TunnelRefused;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tunnel start` while its file changes.
final class ReloadIT {

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

    private void tunnels(String yaml) throws IOException {
        Path next = stage.config().resolveSibling("next");
        Files.writeString(
                next,
                "server: %s\nauthtoken: tt_x\n%s"
                        .formatted(stage.platform().url(), yaml.replace("TARGET", stage.target())));
        Files.move(
                next,
                stage.config(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void leavesUnchangedTunnelsAlone() throws IOException {
        tunnels("tunnels: {kept: {proto: tcp, target: TARGET}}");
        AgentProcess agent = stage.start("start", "--all");
        agent.await("^tunnel online .* name=kept$");
        try (Socket visitor =
                new Socket(InetAddress.getLoopbackAddress(), stage.edge().visitorPort())) {
            InputStream in = visitor.getInputStream();
            visitor.getOutputStream().write('a');
            assertThat(in.read()).isEqualTo('a');
            tunnels("tunnels: {kept: {proto: tcp, target: TARGET}, new: {proto: http, target: 1}}");
            agent.await("^tunnel online .* name=new$");
            agent.await("^configuration reloaded tunnels=2$");
            tunnels("tunnels: {kept: {proto: tcp, target: TARGET}, new: {proto: http, target: 2}}");
            agent.await("^warn: tunnel closed name=new");
            agent.await("^tunnel online .* target=http://localhost:2 name=new$");
            tunnels("tunnels: {kept: {proto: tcp, target: TARGET}}");
            agent.await("^warn: tunnel closed name=new", 2);
            visitor.getOutputStream().write('b');
            assertThat(in.read()).as("the visitor was never cut").isEqualTo('b');
        }
        assertThat(stage.edge().hellos()).hasSize(1);
        assertThat(stage.edge().opens().stream().filter(o -> o.spec().key().equals("kept")))
                .hasSize(1);
        await().until(() -> stage.edge().closed() == 2);
    }

    @Test
    void keepsWhatItHasWhenTheFileIsWrongOrATunnelRefused() throws IOException {
        tunnels("tunnels: {kept: {proto: tcp, target: TARGET}}");
        stage.edge()
                .answerOpen(open ->
                        open.spec().key().equals("bad")
                                ? new TunnelRefused(open.ref(), "name_taken", "somebody else's")
                                : TestEdge.opened(open));
        AgentProcess agent = stage.start("start", "--all");
        agent.await("^tunnel online .* name=kept$");
        tunnels("tunnels: {kept: {proto: none}}");
        agent.await("^warn: configuration not reloaded reason=.*line 3");
        tunnels("tunnels: {kept: {proto: tcp, target: TARGET}, bad: {proto: http, target: 1}}");
        agent.await("^warn: tunnel closed name=bad reason=\"somebody else's\"$");
        stage.edge().cut();
        agent.await("^tunnel online .* name=kept$", 2);
    }
}
