package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.AgentStage;
import dev.tunnel.cli.edge.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tunnel authtoken` against a platform.
final class AuthtokenIT {

    @TempDir private Path home;

    @SuppressWarnings("NullAway.Init") // setUp
    private AgentStage stage;

    @BeforeEach
    void setUp() throws IOException {
        stage = new AgentStage(home);
        Files.delete(stage.config());
    }

    @AfterEach
    void tearDown() throws IOException {
        stage.close();
    }

    private AgentProcess authtoken(String token, int status) throws IOException {
        AgentProcess process = stage.start("authtoken", token, "--server", stage.platform().url());
        assertThat(process.exitStatus()).as(process.lines().toString()).isEqualTo(status);
        return process;
    }

    @Test
    void storesTokenServerAndCaForTheOwnerOnly() throws IOException {
        AgentProcess process = authtoken(AgentStage.TOKEN, 0);
        process.await("^Authtoken stored in .*/.config/tunnel/tunnel.yml$");
        process.await("^Account    ada@example.com \\(authtoken \"laptop\"\\)$");
        process.await("^ +SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$");
        assertThat(Files.getPosixFilePermissions(stage.config()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(stage.config().resolveSibling("tunnel-ca.pem")).hasContent(stage.ca().pem());
        assertThat(String.join("\n", process.lines())).doesNotContain(AgentStage.TOKEN);
    }

    @Test
    void whatItStoresIsEnoughWithoutThePlatform() throws IOException {
        authtoken(AgentStage.TOKEN, 0);
        stage.platform().close();
        stage.start("tcp", stage.target(), "--no-retry").await("^tunnel online url=");
    }

    @Test
    void aRejectedTokenIsThreeAndNotStored() throws IOException {
        stage.platform().reject("tt_wrong-token", "authtoken_invalid");
        authtoken("tt_wrong-token", 3).await("^Nothing was stored.$");
        assertThat(stage.config()).doesNotExist();
    }

    @Test
    void anUnreachableServerIsAWarning() throws IOException {
        stage.platform().close();
        AgentProcess process = authtoken(AgentStage.TOKEN, 0);
        process.await("^warning: .* does not answer .*stored unchecked$");
        assertThat(stage.config()).content().contains(AgentStage.TOKEN, stage.platform().url());
    }

    @Test
    void anotherCaThanBeforeIsSaidLoudly() throws IOException {
        authtoken(AgentStage.TOKEN, 0);
        stage.platform().caIs(TestCa.of("localhost").pem());
        AgentProcess process = authtoken(AgentStage.TOKEN, 0);
        process.await("^WARNING: THE SERVER'S CA HAS CHANGED");
        process.await("^  before SHA-256 ");
        process.await("^  now    SHA-256 ");
    }

    @Test
    void aServerWithoutPrivateCaTakesTheOldOneAway() throws IOException {
        authtoken(AgentStage.TOKEN, 0);
        stage.platform().caIs(null);
        authtoken(AgentStage.TOKEN, 0);
        assertThat(stage.config()).content().doesNotContain("ca:");
    }

    @Test
    void keepsTheTunnelsOfTheFile() throws IOException {
        Files.writeString(stage.config(), "# mine\ntunnels:\n  web: {proto: http, target: 80}\n");
        authtoken(AgentStage.TOKEN, 0);
        assertThat(stage.config()).content().startsWith("# mine\ntunnels:\n  web: {proto: http");
    }
}
