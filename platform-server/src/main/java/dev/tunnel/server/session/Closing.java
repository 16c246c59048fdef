package dev.tunnel.server.session;

import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeEvent.Type;
import jakarta.enterprise.context.ApplicationScoped;

/// Ends sessions and closes tunnels by the platform's decision, and tells the edge that serves
/// them. Within the caller's transaction, which has locked the account.
@ApplicationScoped
class Closing {
    private final Sessions sessions;
    private final Tunnels tunnels;
    private final Announcements announcements;

    Closing(Sessions sessions, Tunnels tunnels, Announcements announcements) {
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.announcements = announcements;
    }

    void tunnel(TunnelRow tunnel, String reason) {
        if (!tunnels.close(tunnel.id(), reason)) {
            return;
        }
        sessions.find(tunnel.session())
                .ifPresent(session ->
                        announcements.announce(
                                session.edge(), EdgeEvent.tunnel(tunnel.id(), reason)));
    }

    void session(SessionRow session, String reason) {
        tunnels.closeAllOf(session.id());
        sessions.end(session.id(), reason);
        tell(session, reason);
    }

    /// Tells the edge to close a session that it may still serve.
    void tell(SessionRow session, String reason) {
        EdgeEvent event =
                EdgeEvent.session(type(reason), session.id(), session.generation(), reason);
        announcements.announce(session.edge(), event);
    }

    /// How an edge is told of a session that is over.
    static Type type(String reason) {
        return switch (reason) {
            case Reason.AUTHTOKEN_REVOKED -> Type.AUTHTOKEN_REVOKED;
            case Reason.ACCOUNT_SUSPENDED -> Type.ACCOUNT_SUSPENDED;
            default -> Type.SESSION_CLOSED;
        };
    }
}
