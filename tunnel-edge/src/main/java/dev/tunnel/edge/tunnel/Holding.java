package dev.tunnel.edge.tunnel;

import dev.tunnel.api.edge.ClaimRequest;

/// A tunnel that a session holds, and what it asked for.
///
/// @param confirmed whether the platform granted it to the session's present generation; not so for
///   one that was given back while the platform was away
public record Holding(Tunnel tunnel, ClaimRequest request, boolean confirmed) {}
