package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.AgentStage;
import dev.tunnel.cli.edge.LocalService;
import dev.tunnel.cli.edge.Visit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS services that are spoken to over HTTP/2: the agent negotiates it, the bytes are the edge's.
final class LocalHttp2IT {

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

    private AgentProcess online(LocalService service, String... more) throws IOException {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "http";
        arguments[1] = "https://localhost:" + service.port();
        arguments[2] = "--insecure";
        System.arraycopy(more, 0, arguments, 3, more.length);
        AgentProcess agent = stage.start(arguments);
        agent.await("^tunnel online url=");
        return agent;
    }

    private void expectEcho() throws IOException {
        byte[] sent = Visit.bytes(100_000);
        assertThat(Visit.echo(stage.edge().visitorPort(), sent)).isEqualTo(sent);
    }

    @Test
    void isNegotiatedWithAServiceThatSpeaksBoth() throws Exception {
        try (LocalService service = stage.secureService("http/1.1", "h2")) {
            online(service, "--upstream-protocol", "http2");
            expectEcho();
            assertThat(service.protocols()).containsExactly("h2");
        }
    }

    @Test
    void isTakenForGrantedWithAServiceThatNegotiatesNothing() throws Exception {
        try (LocalService service = stage.secureService()) {
            online(service, "--upstream-protocol", "http2");
            expectEcho();
            assertThat(service.protocols()).containsExactly("");
        }
    }

    @Test
    void isNotOfferedUnlessItIsAskedFor() throws Exception {
        try (LocalService service = stage.secureService("h2", "http/1.1")) {
            online(service);
            expectEcho();
            assertThat(service.protocols()).doesNotContain("h2");
        }
    }

    @Test
    void aServiceThatSpeaksOnlyHttp1IsUnreachable() throws Exception {
        try (LocalService service = stage.secureService("http/1.1")) {
            AgentProcess agent = online(service, "--upstream-protocol", "http2");
            assertThat(Visit.isCut(stage.edge().visitorPort())).isTrue();
            agent.await("^warn: local service unreachable .*TLS");
        }
    }
}
