package dev.tunnel.server.session;

import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.server.token.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A claim to decide: who asks for what, and what it had before.
///
/// @param previous the session's tunnel of that key, if it is open or closed only with its session
record Wish(
        ServingEdge edge,
        SessionRow session,
        Scope scope,
        ClaimRequest request,
        Optional<TunnelRow> previous) {

    UUID account() {
        return session.account();
    }

    String key() {
        return request.tunnelKey();
    }

    Proto proto() {
        return request.proto();
    }

    String target() {
        return Text.clean(request.target());
    }

    List<String> urls(Endpoint endpoint) {
        return edge.urls(request.proto(), request.schemes(), endpoint);
    }

    /// The previous tunnel where it is the one that an endpoint of this kind would continue.
    Optional<TunnelRow> continues(Endpoint endpoint) {
        return previous.filter(
                before -> before.proto() == proto() && before.endpoint().equals(endpoint));
    }
}
