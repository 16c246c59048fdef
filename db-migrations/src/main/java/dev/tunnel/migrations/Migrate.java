package dev.tunnel.migrations;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;

/// Applies the migrations to the database that `TUNNEL_DB_URL`, `TUNNEL_DB_USERNAME` and
/// `TUNNEL_DB_PASSWORD` (or `TUNNEL_DB_PASSWORD_FILE`) name, as the platform does when it starts.
/// For operators who migrate before a roll-out. Flyway's lock in the database makes it safe beside
/// running platforms.
///
/// `info` as the only argument shows what is applied and what is pending, and changes nothing.
public final class Migrate {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    /// Flyway's own log would repeat what this program prints.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Migrate(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        FLYWAY.setLevel(Level.WARNING);
        System.exit(new Migrate(System.getenv(), System.out, System.err).run(arguments));
    }

    /// Returns the exit status: 0 done, 1 the database refused or is away, 2 misused.
    int run(String... arguments) {
        boolean info = Arrays.equals(arguments, new String[] {"info"});
        String url = environment.getOrDefault("TUNNEL_DB_URL", "");
        if (!info && arguments.length > 0) {
            err.println("usage: java -jar db-migrations.jar [info]");
            return MISUSED;
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            err.println(
                    "Set TUNNEL_DB_URL, for example jdbc:postgresql://localhost:5432/tunnel, and"
                            + " TUNNEL_DB_USERNAME and TUNNEL_DB_PASSWORD.");
            return MISUSED;
        }
        try {
            Flyway flyway = flyway(url);
            return info ? show(flyway) : migrate(flyway);
        } catch (FlywayException | UncheckedIOException e) {
            err.println("The database was not migrated: " + reason(e));
            return FAILED;
        }
    }

    private Flyway flyway(String url) {
        return Flyway.configure()
                .dataSource(url, environment.getOrDefault("TUNNEL_DB_USERNAME", ""), password())
                .load();
    }

    private String password() {
        String file = environment.getOrDefault("TUNNEL_DB_PASSWORD_FILE", "");
        String password = environment.getOrDefault("TUNNEL_DB_PASSWORD", "");
        if (file.isEmpty() || !password.isEmpty()) {
            return password;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException("TUNNEL_DB_PASSWORD_FILE cannot be read: " + file));
        }
    }

    private int show(Flyway flyway) {
        for (MigrationInfo migration : flyway.info().all()) {
            out.printf(
                    "%-8s V%s %s%n",
                    migration.getState().getDisplayName().toLowerCase(Locale.ROOT),
                    migration.getVersion(),
                    migration.getDescription());
        }
        return DONE;
    }

    private int migrate(Flyway flyway) {
        MigrateResult result = flyway.migrate();
        for (MigrateOutput applied : result.migrations) {
            out.printf(
                    "applied  V%s %s (%d ms)%n",
                    applied.version, applied.description, applied.executionTime);
        }
        out.printf(
                "%s is at version %s, %d applied now.%n",
                result.database, version(flyway), result.migrationsExecuted);
        return DONE;
    }

    private static String version(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        return current == null ? "none" : String.valueOf(current.getVersion());
    }

    /// The innermost message says what the server said; the outer ones only where Flyway was.
    private static String reason(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = String.valueOf(innermost.getMessage());
        return message.strip().lines().findFirst().orElse(innermost.getClass().getSimpleName());
    }
}
