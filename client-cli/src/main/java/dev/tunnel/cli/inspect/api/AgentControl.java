package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.config.TunnelDefinition;
import java.util.concurrent.CompletionStage;

/// What the API lets its callers change in the running agent. Any thread.
public interface AgentControl {

    /// Starts a tunnel in the running session.
    ///
    /// @return completes when it has its URLs, or with an [ApiException]
    CompletionStage<Void> open(TunnelDefinition tunnel);

    /// Ends a tunnel.
    ///
    /// @return completes with whether there was one of that name
    CompletionStage<Boolean> close(String name);

    /// Sends a request to a tunnel's local service, beside all visitors.
    ///
    /// @param replayOf the entry that it repeats
    /// @param request on the wire
    /// @return completes with the new entry's identifier when it is on its way, or with an
    ///   [ApiException]
    CompletionStage<String> replay(String tunnel, String replayOf, byte[] request);
}
