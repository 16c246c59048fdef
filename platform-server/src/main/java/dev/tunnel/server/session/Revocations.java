package dev.tunnel.server.session;

import dev.tunnel.server.reservation.domain.DomainLost;
import dev.tunnel.server.token.AuthtokenRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Ends sessions and tunnels within the transaction that takes from them what they stand on.
@ApplicationScoped
class Revocations {
    private final Sessions sessions;
    private final Tunnels tunnels;
    private final Closing closing;

    Revocations(Sessions sessions, Tunnels tunnels, Closing closing) {
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.closing = closing;
    }

    void end(@Observes AuthtokenRevoked event) {
        sessions.serialise(event.account().value());
        sessions.liveOfAuthtoken(event.authtokenId())
                .forEach(session -> closing.session(session, Reason.AUTHTOKEN_REVOKED));
    }

    void close(@Observes DomainLost event) {
        tunnels.holding(new Endpoint.Host(event.hostname().name()))
                .filter(tunnel -> tunnel.account().equals(event.account().value()))
                .ifPresent(tunnel -> closing.tunnel(tunnel, Reason.DOMAIN_LOST));
    }
}
