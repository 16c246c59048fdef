package dev.tunnel.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.server.database.EmbeddedPostgres;
import dev.tunnel.server.testing.PlatformProcess;
import dev.tunnel.server.testing.PostgresResource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged platform with a given Postgres that goes away and comes back.
class DatabaseOutageIT {
    private static final String PERSON =
            "{\"email\":\"a@example.test\",\"password\":\"correct horse battery\"}";

    @TempDir Path directory;

    @BeforeEach
    void lendPrograms() throws IOException {
        PostgresResource.lendPrograms(directory.resolve("given"));
    }

    @Test
    void without_its_database_the_platform_answers_503_and_recovers_by_itself() throws Exception {
        EmbeddedPostgres before = postgres();
        try (PlatformProcess platform = PlatformProcess.start(directory, settings(before))) {
            assertThat(platform.post("/api/v1/auth/signup", PERSON).statusCode()).isEqualTo(201);

            before.close();
            assertUnavailable(platform.post("/api/v1/auth/login", PERSON));
            assertUnavailable(platform.get("/api/v1/server"));
            assertThat(platform.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(platform.get("/q/health/ready").statusCode()).isEqualTo(503);

            try (EmbeddedPostgres _ = postgres()) {
                platform.awaitStatus("/q/health/ready", 200);
                assertThat(platform.post("/api/v1/auth/login", PERSON).statusCode()).isEqualTo(200);
            }
            assertThat(platform.log()).contains("Database unavailable").doesNotContain("\tat ");
            assertThat(platform.log().lines()).allMatch(line -> line.startsWith("{\"timestamp\":"));
        }
    }

    @Test
    void a_platform_that_starts_before_its_database_waits_for_it() throws Exception {
        EmbeddedPostgres before = postgres();
        Map<String, String> settings = settings(before);
        before.close();
        try (PlatformProcess platform = PlatformProcess.start(directory, settings)) {
            assertUnavailable(platform.post("/api/v1/auth/signup", PERSON));
            assertThat(platform.get("/q/health/ready").statusCode()).isEqualTo(503);
            try (EmbeddedPostgres _ = postgres()) {
                platform.awaitStatus("/api/v1/server", 200);
                assertThat(platform.post("/api/v1/auth/signup", PERSON).statusCode())
                        .isEqualTo(201);
            }
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"code\":\"unavailable\"").doesNotContain("Exception");
    }

    private EmbeddedPostgres postgres() throws IOException, InterruptedException {
        return EmbeddedPostgres.start(directory.resolve("given"), new SecureRandom());
    }

    /// The password in a file, as operators give it.
    private Map<String, String> settings(EmbeddedPostgres postgres) throws IOException {
        Path password =
                Files.writeString(directory.resolve("password"), postgres.password() + "\n");
        return Map.of(
                "TUNNEL_DB_URL", postgres.jdbcUrl(),
                "TUNNEL_DB_USERNAME", postgres.username(),
                "TUNNEL_DB_PASSWORD_FILE", password.toString(),
                "TUNNEL_LOG_FORMAT", "json");
    }
}
