package dev.tunnel.server.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What one session may hold: `TUNNEL_LIMITS_TUNNELS_PER_SESSION`.
@ConfigMapping(prefix = "tunnel.limits")
interface SessionLimits {
    @WithDefault("20")
    int tunnelsPerSession();
}
