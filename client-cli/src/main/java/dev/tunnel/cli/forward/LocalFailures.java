package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.TunnelDefinition;

/// Hears of local services that cannot be reached.
public interface LocalFailures {

    /// A connection to `tunnel`'s service did not come about.
    ///
    /// @param cause one line for people
    void onUnreachable(TunnelDefinition tunnel, String cause);

    /// The service of `tunnel` is back.
    void onReachable(TunnelDefinition tunnel);
}
