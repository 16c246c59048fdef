package dev.tunnel.e2e.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A Postgres server of its own that the platform is pointed at, so that it can be stopped while
/// the platform runs.
public final class Postgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    private Postgres(Path data) {
        this.data = data;
        this.server = launch(data, 0);
    }

    public static Postgres start() {
        try {
            return new Postgres(Files.createTempDirectory("tunnel-e2e-postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How the platform reaches it.
    Map<String, String> environment() {
        return Map.of(
                "TUNNEL_DB_URL", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                "TUNNEL_DB_USERNAME", "postgres",
                "TUNNEL_DB_PASSWORD", "postgres");
    }

    /// Stops the server; its data stays.
    public void stop() {
        close();
    }

    /// Starts it again on the same port with the same data.
    public void restart() {
        server = launch(data, server.getPort());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres launch(Path data, int port) {
        try {
            EmbeddedPostgres.Builder builder =
                    EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
