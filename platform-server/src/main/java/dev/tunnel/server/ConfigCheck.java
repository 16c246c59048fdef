package dev.tunnel.server;

import dev.tunnel.server.config.SecretFiles;
import dev.tunnel.server.config.TunnelConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// `check-config`: what the settings mean, and what would go wrong with them, before the platform
/// is started. Changes nothing and listens nowhere.
final class ConfigCheck {
    static final int GOOD = 0;
    static final int WRONG = 1;
    static final int UNUSABLE = 2;

    private static final String EDGE_KEY = "te_";
    private static final String CERTIFICATES_KEY = "TUNNEL_CERTIFICATES_KEY";
    private static final int SHORTEST_KEY = 32;
    private static final int ENVIRONMENT = 300;
    private static final int OLDEST_POSTGRES = 140_000;

    private final Map<String, String> environment;
    private final PrintStream out;
    private int status = GOOD;

    ConfigCheck(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /// @return the exit status: 0 good, 1 something would go wrong, 2 a setting cannot be used
    int run() {
        try {
            SmallRyeConfig settings = settings();
            TunnelConfig config = settings.getConfigMapping(TunnelConfig.class);
            given();
            explain(config);
            edge(config);
            certificates();
            database(config);
        } catch (ConfigValidationException e) {
            for (int i = 0; i < e.getProblemCount(); i++) {
                tell("error", e.getProblem(i).getMessage());
            }
            return UNUSABLE;
        } catch (IllegalArgumentException e) {
            tell("error", String.valueOf(e.getMessage()));
            return UNUSABLE;
        }
        return status;
    }

    private SmallRyeConfig settings() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(
                        new EnvConfigSource(environment, ENVIRONMENT), new SecretFiles(environment))
                .withMapping(TunnelConfig.class)
                .build();
    }

    private void given() {
        new TreeMap<>(environment)
                .forEach((name, value) -> {
                    if (name.startsWith("TUNNEL_") && !value.isBlank()) {
                        boolean secret = name.endsWith("_PASSWORD") || name.endsWith("_KEY");
                        out.println(name + '=' + (secret ? "(hidden)" : value));
                    }
                });
        out.println("Everything else has its default.");
        out.println();
    }

    private void explain(TunnelConfig config) {
        tell("domain", "tunnels are NAME." + config.domain());
        tell("listens", config.platform().host() + ':' + config.platform().port() + ", plain http");
        tell("sign-up", String.valueOf(config.signup()).toLowerCase(Locale.ROOT));
        tell("data", config.dataDir().toAbsolutePath().normalize().toString());
        config.trustedProxies()
                .ifPresentOrElse(
                        proxies -> tell("proxies", "believed: " + String.join(", ", proxies)),
                        () -> tell("proxies", "none is believed (TUNNEL_TRUSTED_PROXIES)"));
        if (!isWritable(config.dataDir())) {
            fail("the folder %s cannot be written (TUNNEL_DATA_DIR)".formatted(config.dataDir()));
        }
    }

    /// The folder, or the nearest one above that is there.
    private static boolean isWritable(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    private void edge(TunnelConfig config) {
        try {
            String key = config.edge().key().orElse("");
            if (key.isEmpty() && config.edge().keyFile().isPresent()) {
                key = Files.readString(config.edge().keyFile().get()).strip();
            }
            if (key.isEmpty()) {
                tell("warning", "no edge is known from the start (TUNNEL_EDGE_KEY_FILE)");
            } else if (!key.startsWith(EDGE_KEY)) {
                fail("the edge's key must begin with te_");
            } else {
                tell("edge", config.edge().name() + " may register");
            }
        } catch (IOException e) {
            fail("TUNNEL_EDGE_KEY_FILE cannot be read: " + e.getMessage());
        }
    }

    private void certificates() {
        String key = environment.getOrDefault(CERTIFICATES_KEY, "").strip();
        String file = environment.getOrDefault(CERTIFICATES_KEY + "_FILE", "").strip();
        try {
            String secret =
                    key.isEmpty() && !file.isEmpty() ? Files.readString(Path.of(file)) : key;
            if (secret.isBlank()) {
                tell("certs", "edges cannot order certificates (%s)".formatted(CERTIFICATES_KEY));
            } else if (secret.strip().length() < SHORTEST_KEY) {
                fail(
                        "%s must have at least %d characters"
                                .formatted(CERTIFICATES_KEY, SHORTEST_KEY));
            } else {
                tell("certs", "kept sealed, for edges that order them");
            }
        } catch (IOException e) {
            fail("%s_FILE cannot be read: %s".formatted(CERTIFICATES_KEY, e.getMessage()));
        }
    }

    private void database(TunnelConfig config) {
        if (config.db().url().isEmpty()) {
            tell("database", "a Postgres of its own, in " + config.dataDir().resolve("postgres"));
            return;
        }
        String url = config.db().url().get();
        String user = config.db().username();
        String password = config.db().password().orElse("");
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("show server_version_num")) {
            version.next();
            tell("database", url + " answers, as " + user);
            if (version.getInt(1) < OLDEST_POSTGRES) {
                fail("the database is older than Postgres 14");
            }
            schema(Flyway.configure().dataSource(url, user, password).load());
        } catch (SQLException | FlywayException e) {
            fail(
                    "the database %s cannot be used: %s"
                            .formatted(
                                    url,
                                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
    }

    private void schema(Flyway flyway) {
        var now = flyway.info().current();
        int pending = flyway.info().pending().length;
        tell(
                "schema",
                (now == null ? "empty" : "version " + now.getVersion())
                        + (pending == 0
                                ? ", up to date"
                                : ", %d migrations to come at the start".formatted(pending)));
    }

    private void tell(String what, String text) {
        out.printf("%-9s%s%n", what, text);
    }

    private void fail(String text) {
        tell("error", text);
        status = WRONG;
    }
}
