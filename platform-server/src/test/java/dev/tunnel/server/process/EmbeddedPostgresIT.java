package dev.tunnel.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunnel.server.testing.PlatformProcess;
import dev.tunnel.server.testing.PostgresResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged platform with the Postgres that it brings along.
class EmbeddedPostgresIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PERSON =
            "{\"email\":\"a@example.test\",\"password\":\"correct horse battery\"}";

    @TempDir Path directory;

    @BeforeEach
    void lendPrograms() throws IOException {
        PostgresResource.lendPrograms(directory.resolve("postgres"));
    }

    @Test
    void what_was_written_is_there_after_a_kill_and_a_stop_leaves_nothing_running()
            throws Exception {
        PlatformProcess first = PlatformProcess.start(directory, Map.of());
        assertThat(first.post("/api/v1/auth/signup", PERSON).statusCode()).isEqualTo(201);
        String url = Files.readString(directory.resolve("postgres/url"));
        first.kill();
        ProcessHandle orphan = postmaster().orElseThrow();

        PlatformProcess second = PlatformProcess.start(directory, Map.of());
        assertThat(postmaster()).isPresent().get().isNotEqualTo(orphan);
        assertThat(directory.resolve("postgres/url")).hasContent(url);
        assertThat(second.post("/api/v1/auth/login", PERSON).statusCode()).isEqualTo(200);

        assertThat(second.terminate()).isTrue();
        assertThat(postmaster()).isEmpty();
        assertThat(cluster().resolve("postmaster.pid")).doesNotExist();
        assertThat(second.log()).doesNotContain("ERROR", "WARN", "Exception");
    }

    @Test
    void a_postmaster_that_dies_is_started_again_and_its_port_stays() throws Exception {
        try (PlatformProcess platform = PlatformProcess.start(directory, Map.of())) {
            assertThat(platform.post("/api/v1/auth/signup", PERSON).statusCode()).isEqualTo(201);
            String url = Files.readString(directory.resolve("postgres/url"));
            ProcessHandle postmaster = postmaster().orElseThrow();
            postmaster.destroyForcibly();
            await().atMost(PATIENCE)
                    .until(() -> postmaster().filter(it -> !it.equals(postmaster)).isPresent());
            await().atMost(PATIENCE)
                    .until(() -> platform.post("/api/v1/auth/login", PERSON).statusCode() == 200);
            assertThat(directory.resolve("postgres/url")).hasContent(url);
        }
    }

    @Test
    void a_pid_file_that_names_a_stranger_does_not_stop_the_start() throws Exception {
        String pidFile;
        try (PlatformProcess _ = PlatformProcess.start(directory, Map.of())) {
            pidFile = Files.readString(cluster().resolve("postmaster.pid"));
        }
        String stranger =
                pidFile.replaceFirst("^\\d+", String.valueOf(ProcessHandle.current().pid()));
        Files.writeString(cluster().resolve("postmaster.pid"), stranger);

        try (PlatformProcess second = PlatformProcess.start(directory, Map.of())) {
            assertThat(second.get("/q/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_second_platform_on_the_same_data_says_so_and_ends() throws Exception {
        try (PlatformProcess _ = PlatformProcess.start(directory, Map.of())) {
            assertThatThrownBy(() -> PlatformProcess.start(directory, Map.of()))
                    .hasMessageContaining("Another platform is running");
        }
    }

    private Path cluster() {
        return directory.resolve("postgres").resolve("cluster");
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path pidFile = cluster().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(Long::parseLong)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive);
    }
}
