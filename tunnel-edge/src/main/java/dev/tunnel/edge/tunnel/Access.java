package dev.tunnel.edge.tunnel;

import org.jspecify.annotations.Nullable;

/// Who may use a tunnel.
///
/// @param basicAuth what visitors of an HTTP tunnel must give
/// @param redirectHttps whether visitors that come over http are sent to https
public record Access(IpRules addresses, @Nullable BasicAuth basicAuth, boolean redirectHttps) {
    /// Everybody.
    public static final Access OPEN = new Access(IpRules.EVERYBODY, null, false);
}
