package dev.tunnel.server.setting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// Who may sign up by themselves; the first user of a server always may.
public enum Signup {
    /// Everybody.
    @JsonProperty("open")
    OPEN,
    /// Who was invited.
    @JsonProperty("invite")
    INVITE,
    /// Nobody: administrators create users.
    @JsonProperty("closed")
    CLOSED;

    /// As in JSON.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Signup ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
