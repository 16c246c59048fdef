package dev.tunnel.server.mail;

import jakarta.inject.Singleton;

/// Whether mail goes to people, or into the log.
@Singleton
public final class Delivery {
    private final Smtp smtp;

    Delivery(Smtp smtp) {
        this.smtp = smtp;
    }

    /// Whether an SMTP server is configured.
    public boolean reachesPeople() {
        return smtp.isConfigured();
    }
}
