package dev.tunnel.server.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What is done with what an edge lost or found again: a transaction for each session or tunnel,
/// which looks again after it has locked the account.
@ApplicationScoped
class Lost {
    private final Sessions sessions;
    private final Tunnels tunnels;
    private final Endpoints endpoints;

    Lost(Sessions sessions, Tunnels tunnels, Endpoints endpoints) {
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.endpoints = endpoints;
    }

    /// The edge does not serve this session: its names are free.
    @Transactional
    void session(SessionRow seen) {
        sessions.lock(seen.id())
                .filter(seen::equals)
                .ifPresent(session -> {
                    tunnels.closeAllOf(session.id());
                    sessions.end(session.id(), Reason.EDGE_LOST);
                });
    }

    /// The edge serves the session without this tunnel.
    @Transactional
    void tunnel(TunnelRow seen) {
        sessions.lock(seen.session())
                .flatMap(_ -> tunnels.find(seen.id()))
                .filter(seen::equals)
                .ifPresent(tunnel -> tunnels.close(tunnel.id(), Reason.EDGE_LOST));
    }

    /// The edge served the session all the time, it was only the platform that did not hear it: the
    /// session lives on with those of its tunnels whose names are still free.
    @Transactional
    void found(SessionRow seen, Set<UUID> served) {
        Optional<SessionRow> session = sessions.lock(seen.id()).filter(seen::equals);
        if (session.isEmpty()) {
            return;
        }
        sessions.reinstate(seen.id());
        tunnels.dormantOf(seen.id()).stream()
                .filter(tunnel -> served.contains(tunnel.id()))
                .filter(tunnel -> endpoints.own(tunnel.endpoint(), tunnel.account()))
                .filter(tunnel -> tunnels.holding(tunnel.endpoint()).isEmpty())
                .forEach(tunnels::hold);
    }
}
