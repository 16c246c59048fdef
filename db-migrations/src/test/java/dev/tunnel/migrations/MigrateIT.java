package dev.tunnel.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MigrateIT {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void migratesOnceAndSaysWhatItDid() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            assertThat(run(url)).isEqualTo(Migrate.DONE);
            assertThat(text(out))
                    .contains("applied  V1 main job")
                    .contains("is at version")
                    .doesNotContain("0 applied now");
            assertThat(run(url)).isEqualTo(Migrate.DONE);
            assertThat(text(out)).contains(", 0 applied now.");
            assertThat(run(url, "info")).isEqualTo(Migrate.DONE);
            assertThat(text(out)).contains("success  V1 main job");
            assertThat(text(err)).isEmpty();
        }
    }

    @Test
    void anUnreachableDatabaseIsOneLineAndStatusOne() {
        assertThat(run("jdbc:postgresql://127.0.0.1:1/none")).isEqualTo(Migrate.FAILED);
        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .contains("not migrated", "refused");
    }

    @Test
    void aPasswordFileThatCannotBeReadIsOneLineAndStatusOne() {
        Map<String, String> environment =
                Map.of(
                        "TUNNEL_DB_URL", "jdbc:postgresql://127.0.0.1:1/none",
                        "TUNNEL_DB_PASSWORD_FILE", "/nowhere/password");
        assertThat(new Migrate(environment, print(out), print(err)).run())
                .isEqualTo(Migrate.FAILED);
        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .contains("TUNNEL_DB_PASSWORD_FILE", "/nowhere/password");
    }

    @Test
    void aMissingUrlOrAnUnknownArgumentIsStatusTwo() {
        assertThat(run("")).isEqualTo(Migrate.MISUSED);
        assertThat(text(err)).contains("TUNNEL_DB_URL");
        assertThat(run("jdbc:postgresql://127.0.0.1:1/none", "--help")).isEqualTo(Migrate.MISUSED);
        assertThat(text(err)).contains("usage:");
    }

    private int run(String url, String... arguments) {
        Map<String, String> environment =
                Map.of("TUNNEL_DB_URL", url, "TUNNEL_DB_USERNAME", "postgres");
        return new Migrate(environment, print(out), print(err)).run(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream of) {
        return of.toString(StandardCharsets.UTF_8);
    }
}
