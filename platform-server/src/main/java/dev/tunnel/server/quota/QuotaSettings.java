package dev.tunnel.server.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What happens as the bytes of a month are used up: `TUNNEL_QUOTA_NOTICE_PERCENT` and so on.
@ConfigMapping(prefix = "tunnel.quota")
interface QuotaSettings {
    /// From here on the account's people are told.
    @WithDefault("80")
    int noticePercent();

    /// From here on everything is slow.
    @WithDefault("100")
    int throttlePercent();

    /// From here on visitors are refused.
    @WithDefault("110")
    int refusePercent();

    /// What slow is, in each direction on each edge.
    @WithDefault("65536")
    long throttledBytesPerSecond();
}
