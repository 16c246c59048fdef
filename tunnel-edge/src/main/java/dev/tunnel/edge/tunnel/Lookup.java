package dev.tunnel.edge.tunnel;

import io.netty.util.concurrent.Future;

/// What a [TunnelRegistry] knows of an [Endpoint].
public sealed interface Lookup {

    /// The tunnel, its agent connected.
    record Found(Tunnel tunnel) implements Lookup {}

    /// The agent's connection dropped and may come back soon.
    ///
    /// @param back succeeds with the tunnel that serves the endpoint next (this one, or one that
    ///   took the name over), fails with [TunnelClosedException]; notified on the control executor,
    ///   so hop to your own event loop, and remove your listener when you stop waiting
    record Detached(Tunnel tunnel, Future<Tunnel> back) implements Lookup {}

    /// Nothing is served there.
    record Unknown() implements Lookup {}
}
