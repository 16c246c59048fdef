package dev.tunnel.server;

import dev.tunnel.server.database.EmbeddedPostgres;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Starts the platform; where no database is given, an embedded one before it.
@QuarkusMain
public final class PlatformMain {
    private static final int QUARKUS_STOP_SECONDS = 20;

    private PlatformMain() {}

    /// The settings come from the environment, see [dev.tunnel.server.config.TunnelConfig]. With
    /// `check-config` as its argument it explains them instead.
    public static void main(String... args) {
        if (List.of(args).equals(List.of("check-config"))) {
            System.exit(new ConfigCheck(System.getenv(), System.out).run());
        }
        if (System.getenv().getOrDefault("TUNNEL_LOG_FORMAT", "text").equals("json")) {
            System.setProperty("quarkus.log.console.json.enabled", "true");
        }
        CountDownLatch quarkusStopped = new CountDownLatch(1);
        settings()
                .getOptionalValue("tunnel.otel.endpoint", String.class)
                .ifPresent(_ -> System.setProperty("quarkus.otel.sdk.disabled", "false"));
        if (settings().getOptionalValue("tunnel.db.url", String.class).isEmpty()) {
            try {
                embed(quarkusStopped);
            } catch (IOException e) {
                System.err.println("The embedded Postgres cannot be used: " + e.getMessage());
                System.exit(1);
            } catch (InterruptedException e) {
                System.exit(1);
            }
        }
        ApplicationLifecycleManager.setDefaultExitCodeHandler((code, _) -> {
            quarkusStopped.countDown();
            System.exit(code);
        });
        Quarkus.run(args);
    }

    private static void embed(CountDownLatch quarkusStopped)
            throws IOException, InterruptedException {
        Path data =
                settings().getOptionalValue("tunnel.data-dir", Path.class).orElse(Path.of(".data"));
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(data.resolve("postgres"), new SecureRandom());
        System.setProperty("tunnel.db.url", postgres.jdbcUrl());
        System.setProperty("tunnel.db.username", postgres.username());
        System.setProperty("tunnel.db.password", postgres.password());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> stopAfter(quarkusStopped, postgres), "stop-postgres"));
    }

    /// Hooks run side by side: this one waits until the requests that Quarkus finishes are done.
    private static void stopAfter(CountDownLatch quarkusStopped, EmbeddedPostgres postgres) {
        try (postgres) {
            boolean _ = quarkusStopped.await(QUARKUS_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SmallRyeConfig settings() {
        return new SmallRyeConfigBuilder().addDefaultSources().build();
    }
}
