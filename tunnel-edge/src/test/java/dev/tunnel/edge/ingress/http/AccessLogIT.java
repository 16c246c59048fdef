package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.AccessLogSettings;
import dev.tunnel.edge.config.AccessLogSettings.Mode;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import dev.tunnel.edge.telemetry.AccessLog;
import dev.tunnel.edge.telemetry.Outcomes;
import dev.tunnel.edge.telemetry.Visits;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessLogIT {
    private final IngressFixture edge = new IngressFixture();
    private final Outcomes outcomes = new Outcomes();
    @TempDir private Path folder;

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void tells_how_every_request_ended_and_none_of_its_secrets() throws IOException {
        try (var service = LocalService.http(c -> c.answer("four"))) {
            edge.http("a.localhost", service.port());
            visit(Mode.ON, 1);
        }
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0))
                .contains("\"kind\":\"http\"", "\"host\":\"a.localhost\"", "\"status\":200")
                .contains("\"path\":\"/in\"", "\"bytesOut\":4", "\"outcome\":\"served\"")
                .contains("\"visitor\":\"127.0.0.1\"", "\"protocol\":\"HTTP/1.1\"")
                .doesNotContain("secret");
        assertThat(lines().get(1)).contains("\"outcome\":\"tunnel_not_found\"", "\"status\":404");
        assertThat(lines().get(2)).contains("\"outcome\":\"bad_request\"");
        assertThat(outcomes.read())
                .containsEntry("kind=\"http\",outcome=\"served\"", 1L)
                .containsEntry("kind=\"http\",outcome=\"tunnel_not_found\"", 1L)
                .containsEntry("kind=\"http\",outcome=\"bad_request\"", 1L);
    }

    @Test
    void a_sample_has_every_failure() throws IOException {
        try (var service = LocalService.http(c -> c.answer("four"))) {
            edge.http("a.localhost", service.port());
            visit(Mode.SAMPLED, 1000);
            assertThat(lines()).hasSize(3);
        }
    }

    @Test
    void nothing_is_written_when_it_is_off() throws IOException {
        visit(Mode.OFF, 1);
        assertThat(folder).isEmptyDirectory();
        assertThat(outcomes.read()).hasSize(2);
    }

    /// One request that is served, if there is a service, one to nobody, and one that is none.
    private void visit(Mode mode, int oneIn) throws IOException {
        var settings = new AccessLogSettings(mode, oneIn, folder.resolve("access.log"));
        try (var log = AccessLog.open(settings)) {
            var visits = new Visits(outcomes, log, InstantSource.system());
            int port = edge.listen(new PublicHttpInitializer(around(visits), false));
            try (var visitor = new RawClient(port)) {
                visitor.get("a.localhost", "/in?token=secret");
                visitor.response();
                visitor.get("b.localhost", "/");
                visitor.response();
                visitor.send("NO HTTP\r\n\r\n");
                visitor.response();
            }
        }
    }

    private Surroundings around(Visits visits) {
        return new Surroundings(
                HttpSettings.defaults(TrustedProxies.NONE),
                edge.registry(),
                edge.policies(),
                Lifetime.settled(Ticker.systemTicker()),
                visits);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("access.log"), UTF_8);
    }
}
