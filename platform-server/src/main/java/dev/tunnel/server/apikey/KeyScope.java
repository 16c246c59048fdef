package dev.tunnel.server.apikey;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What an API key may do of what its maker may.
public enum KeyScope {
    /// Nothing that changes anything.
    @JsonProperty("read")
    READ,
    /// Everything.
    @JsonProperty("write")
    WRITE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static KeyScope ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
