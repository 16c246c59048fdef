package dev.tunnel.edge.tls;

import java.util.Locale;

/// Why a connection to a TLS port is closed before any protocol has it.
public enum TlsRefusal {
    /// The handshake broke off: garbage, no common version, an unknown authority.
    HANDSHAKE("the TLS handshake failed"),
    /// The ClientHello took too long.
    SLOW_HELLO("no ClientHello in time"),
    /// The ClientHello is too long, or the connection ended before it was complete.
    NO_HELLO("no acceptable ClientHello"),
    /// ALPN chose, or the first bytes are of, a protocol that this port does not serve.
    NOT_SERVED("a protocol that this port does not speak"),
    /// The first bytes are of no protocol that is known.
    UNKNOWN_PROTOCOL("first bytes of no known protocol"),
    /// TLS stands, and then nothing comes.
    SILENT("no first bytes in time");

    private final String text;

    TlsRefusal(String text) {
        this.text = text;
    }

    /// For the log.
    String text() {
        return text;
    }

    /// For metrics.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
