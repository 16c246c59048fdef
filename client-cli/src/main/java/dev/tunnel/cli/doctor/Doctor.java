package dev.tunnel.cli.doctor;

import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.reach.HttpClient;
import dev.tunnel.cli.session.PlatformClient;
import dev.tunnel.cli.session.PlatformClient.ServerAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the whole way of an agent, step by step. Blocks, each step for a bounded time.
public final class Doctor {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final Settings settings;
    private final ConfigFile file;
    private final Clock clock;

    public Doctor(Settings settings, ConfigFile file, Clock clock) {
        this.settings = settings;
        this.file = file;
        this.clock = clock;
    }

    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>(new LocalChecks(settings, file).examine());
        ServerInfo info = null;
        try (Network network = new Network(settings, TIMEOUT)) {
            if (settings.server() != null) {
                PlatformClient platform =
                        new PlatformClient(settings.server(), HttpClient.of(settings, TIMEOUT));
                PlatformChecks checks =
                        new PlatformChecks(settings, settings.server(), network, clock);
                findings.addAll(checks.examine(platform));
                info = info(platform, findings);
            }
            findings.addAll(new EdgeChecks(settings, info, network).examine());
        }
        return findings;
    }

    private static @Nullable ServerInfo info(PlatformClient platform, List<Finding> soFar) {
        boolean reached =
                soFar.stream()
                        .noneMatch(finding ->
                                finding.check().startsWith("platform")
                                        && finding.status() == Finding.Status.failed);
        return reached && platform.server() instanceof ServerAnswer.Known(var known) ? known : null;
    }
}
