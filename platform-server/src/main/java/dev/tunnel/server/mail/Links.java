package dev.tunnel.server.mail;

import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.secret.Secret;
import jakarta.inject.Singleton;

/// Links into the web admin. The secret stands behind the `#`, which browsers keep to themselves:
/// it reaches no log and no other site.
@Singleton
public final class Links {
    private final TunnelConfig config;

    Links(TunnelConfig config) {
        this.config = config;
    }

    /// @param page such as `reset-password`
    public String to(String page, Secret secret) {
        return home() + page + "#" + secret.value();
    }

    /// The web admin, with a `/` at the end.
    public String home() {
        String base = config.publicUrl().orElse("http://localhost:" + config.platform().port());
        return base.replaceFirst("/+$", "") + "/";
    }
}
