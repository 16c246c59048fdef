package dev.tunnel.edge.agent;

import dev.tunnel.edge.tunnel.Tunnel;

/// The answer to an agent that wants a tunnel.
public sealed interface Opening {

    /// The tunnel is public.
    record Opened(Tunnel tunnel) implements Opening {}

    /// @param code stable, a [dev.tunnel.api.ProblemCode] in its wire form
    /// @param message for people
    record Refused(String code, String message) implements Opening {}
}
