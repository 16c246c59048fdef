package dev.tunnel.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.cli.config.Access;
import dev.tunnel.cli.config.Endpoint;
import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.config.LogSettings.Level;
import dev.tunnel.cli.config.Overrides;
import dev.tunnel.cli.config.Proto;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import dev.tunnel.cli.edge.AgentStage;
import dev.tunnel.cli.edge.Visit;
import dev.tunnel.cli.forward.LocalFailures;
import dev.tunnel.cli.inspect.capture.StreamCapture;
import dev.tunnel.protocol.net.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A link that breaks again and again; `-Dtunnel.flaps=1000` for the long run. Time passes quickly
/// here: each connection counts as one that held.
@EnabledOnOs(OS.LINUX)
final class FlappingIT {

    private static final int FLAPS = Integer.getInteger("tunnel.flaps", 25);

    /// What the first connections load and open for good.
    private static final int WARM_UP = 5;

    private final AtomicInteger online = new AtomicInteger();
    private final AtomicLong changed = new AtomicLong();

    @TempDir private Path home;

    @SuppressWarnings("NullAway.Init") // setUp
    private AgentStage stage;

    @BeforeEach
    void setUp() throws IOException {
        stage = new AgentStage(home);
    }

    @AfterEach
    void tearDown() throws IOException {
        stage.close();
    }

    @Test
    void comesBackAsItWasAndKeepsNothing() throws IOException {
        try (AgentCore core = agent()) {
            var ended = core.session().start();
            await().until(() -> online.get() == 1);
            long threads = 0;
            long descriptors = 0;
            for (int flap = 1; flap <= FLAPS + WARM_UP; flap++) {
                byte[] sent = Visit.bytes(1000);
                assertThat(Visit.echo(stage.edge().visitorPort(), sent)).isEqualTo(sent);
                if (flap == WARM_UP) {
                    threads = count("task");
                    descriptors = count("fd");
                }
                int before = online.get();
                stage.edge().cut();
                await().atMost(Duration.ofSeconds(20)).until(() -> online.get() == before + 1);
            }
            long threadsBefore = threads;
            long descriptorsBefore = descriptors;
            await().untilAsserted(() -> {
                assertThat(count("task")).as("threads").isLessThanOrEqualTo(threadsBefore + 2);
                assertThat(count("fd")).as("files").isLessThanOrEqualTo(descriptorsBefore + 2);
            });
            assertThat(changed.get()).as("other URLs than the first").isEqualTo(1);
            core.session().stop();
            await().until(() -> ended.toCompletableFuture().isDone());
        }
    }

    private AgentCore agent() {
        Settings settings =
                new SettingsLoader(new Environment(Map.of("HOME", home.toString())))
                        .load(Overrides.NONE);
        TunnelDefinition tunnel =
                new TunnelDefinition(
                        "echo",
                        Proto.TCP,
                        Target.parse(stage.target(), Proto.TCP),
                        Endpoint.tcp(20_000),
                        Access.OPEN,
                        Upstream.PLAIN,
                        false);
        return new AgentCore(
                Transport.best(),
                settings,
                new SessionSetup(Secret.of("tt_x"), "flapping", "1", List.of(tunnel), true),
                new AgentCore.Ears(new Listener(), new Nobody(), _ -> {}, StreamCapture.NONE),
                new QuickClock());
    }

    private static long count(String what) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc/self/" + what))) {
            return entries.count();
        }
    }

    /// Eleven seconds from each look to the next.
    private static final class QuickClock extends Clock {
        private final AtomicLong looks = new AtomicLong();

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusSeconds(11 * looks.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class Listener implements SessionListener {
        @Override
        public void onState(SessionState state) {}

        @Override
        public void onTunnelOnline(TunnelView tunnel, boolean different) {
            changed.addAndGet(different ? 1 : 0);
            online.incrementAndGet();
        }

        @Override
        public void onTunnelLost(String name, String message) {}

        @Override
        public void onNotice(Level level, String message) {}
    }

    private static final class Nobody implements LocalFailures {
        @Override
        public void onUnreachable(TunnelDefinition tunnel, String cause) {}

        @Override
        public void onReachable(TunnelDefinition tunnel) {}
    }
}
