package dev.tunnel.cli.config;

import java.util.Locale;

/// The kind of a tunnel.
public enum Proto {
    HTTP,
    TCP,
    /// TLS that the local service terminates, found by the server name that visitors ask for.
    TLS;

    /// The form on the wire and in files.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
