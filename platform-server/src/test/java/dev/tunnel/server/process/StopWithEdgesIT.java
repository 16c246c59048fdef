package dev.tunnel.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.server.testing.PlatformProcess;
import dev.tunnel.server.testing.PostgresResource;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopWithEdgesIT {
    private static final String KEY = "te_0123456789abcdef0123456789abcdef";

    @Test
    void a_platform_that_is_stopped_ends_the_streams_of_edges_first(@TempDir Path directory)
            throws Exception {
        PostgresResource.lendPrograms(directory.resolve("postgres"));
        try (PlatformProcess platform =
                        PlatformProcess.start(directory, Map.of("TUNNEL_EDGE_KEY", KEY));
                HttpClient edge = HttpClient.newHttpClient()) {
            platform.awaitStatus("/q/health/ready", 200);
            HttpResponse<InputStream> events =
                    edge.send(
                            HttpRequest.newBuilder(platform.uri("/edge/v1/events"))
                                    .header("Authorization", "Bearer " + KEY)
                                    .build(),
                            BodyHandlers.ofInputStream());
            assertThat(events.body().read()).isEqualTo(':');

            assertThat(platform.terminate()).isTrue();

            assertThat(new String(events.body().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("hearing");
            assertThat(platform.log()).doesNotContain("Timed out", "Exception", KEY);
        }
    }
}
