package dev.tunnel.cli.config;

import java.util.Locale;

/// The kind of a tunnel.
public enum Proto {
    HTTP,
    TCP;

    /// The form on the wire and in files.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
