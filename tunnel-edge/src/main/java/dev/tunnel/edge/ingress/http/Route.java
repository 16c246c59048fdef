package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Where a request goes.
sealed interface Route {

    /// To this tunnel's agent.
    record To(Tunnel tunnel) implements Route {}

    /// To this tunnel once its agent is back.
    record Wait(Tunnel tunnel, Future<Tunnel> back) implements Route {}

    /// Nowhere.
    ///
    /// @param tunnel the tunnel whose rule it is, for counting
    record Refused(@Nullable Tunnel tunnel, Refusal refusal) implements Route {}
}
