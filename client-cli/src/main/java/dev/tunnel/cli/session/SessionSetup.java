package dev.tunnel.cli.session;

import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.TunnelDefinition;
import java.util.List;

/// What a session is started with.
///
/// @param instance stable identifier of this agent on this machine
/// @param version the agent's own
/// @param retry whether a lost or failed connection is tried again
public record SessionSetup(
        Secret authtoken,
        String instance,
        String version,
        List<TunnelDefinition> tunnels,
        boolean retry) {
    public SessionSetup {
        tunnels = List.copyOf(tunnels);
    }
}
