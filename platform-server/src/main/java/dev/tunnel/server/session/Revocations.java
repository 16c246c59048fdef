package dev.tunnel.server.session;

import dev.tunnel.server.token.AuthtokenRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Ends the sessions of an authtoken within the transaction that revokes it.
@ApplicationScoped
class Revocations {
    private final Sessions sessions;
    private final Closing closing;

    Revocations(Sessions sessions, Closing closing) {
        this.sessions = sessions;
        this.closing = closing;
    }

    void end(@Observes AuthtokenRevoked event) {
        sessions.serialise(event.account().value());
        sessions.liveOfAuthtoken(event.authtokenId())
                .forEach(session -> closing.session(session, Reason.AUTHTOKEN_REVOKED));
    }
}
