package dev.tunnel.server.mail;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A platform that sends mail.
public final class WithMail implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tunnel.public-url", "https://tunnel.test/",
                "tunnel.smtp.host", "localhost",
                "tunnel.smtp.from", "Tunnel <noreply@tunnel.test>",
                "tunnel.smtp.username", "tunnel",
                "tunnel.smtp.password", "secret",
                "tunnel.smtp.security", "none");
    }
}
