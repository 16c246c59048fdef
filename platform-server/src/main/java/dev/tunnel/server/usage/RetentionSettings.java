package dev.tunnel.server.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long what happened is kept: `TUNNEL_RETENTION_USAGE_MINUTES` and so on, such as `30d`.
@ConfigMapping(prefix = "tunnel.retention")
interface RetentionSettings {
    /// Usage by minute.
    @WithDefault("30d")
    Duration usageMinutes();

    /// Usage by hour.
    @WithDefault("400d")
    Duration usageHours();

    /// Usage by day.
    @WithDefault("1830d")
    Duration usageDays();

    /// Closed tunnels and ended sessions.
    @WithDefault("90d")
    Duration ended();
}
