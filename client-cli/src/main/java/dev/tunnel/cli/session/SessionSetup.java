package dev.tunnel.cli.session;

import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.Resume;
import dev.tunnel.protocol.message.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// The first message on a connection.
    ///
    /// @param resume the session to go on with, if there was one
    Hello hello(@Nullable Resume resume) {
        return new Hello(
                Versions.SPOKEN.newest(),
                version,
                Platform.os(),
                Platform.arch(),
                instance,
                authtoken.value(),
                resume,
                Versions.SPOKEN.oldest());
    }
}
