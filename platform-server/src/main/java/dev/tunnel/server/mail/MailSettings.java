package dev.tunnel.server.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The SMTP server: `TUNNEL_SMTP_HOST` and so on. Without a host nothing is sent.
@ConfigMapping(prefix = "tunnel.smtp")
interface MailSettings {
    Optional<String> host();

    @WithDefault("587")
    int port();

    Optional<String> username();

    Optional<String> password();

    /// Whose mail it is.
    @WithDefault("Tunnel <tunnel@localhost>")
    String from();

    /// How the connection is protected.
    @WithDefault("starttls")
    Security security();

    /// For each step: connecting, and every answer.
    @WithDefault("10s")
    Duration timeout();

    /// How the connection is protected: TLS from its start, TLS from STARTTLS on, or not at all.
    enum Security {
        TLS,
        STARTTLS,
        NONE,
    }
}
