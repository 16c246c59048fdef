package dev.tunnel.server.testing;

import dev.tunnel.server.database.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An embedded Postgres with an empty schema for all `@QuarkusTest` classes of a run; the programs
/// stay unpacked between runs.
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private static final Path ROOT = Path.of("target", "test-postgres");

    private @Nullable EmbeddedPostgres postgres;

    /// Spares a test with a data directory of its own the unpacking.
    ///
    /// @param postgres the directory `postgres` of the data directory
    public static void lendPrograms(Path postgres) throws IOException {
        Path programs = Files.createDirectories(ROOT.resolve("binaries")).toAbsolutePath();
        Files.createDirectories(postgres);
        Files.createSymbolicLink(postgres.resolve("binaries"), programs);
    }

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(ROOT);
            EmbeddedPostgres started = EmbeddedPostgres.start(ROOT, new SecureRandom());
            postgres = started;
            empty(started);
            return Map.of(
                    "tunnel.db.url", started.jdbcUrl(),
                    "tunnel.db.username", started.username(),
                    "tunnel.db.password", started.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void empty(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
    }
}
