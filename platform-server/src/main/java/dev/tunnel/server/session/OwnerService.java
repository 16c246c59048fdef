package dev.tunnel.server.session;

import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What owners do to their live sessions and tunnels: the edge cuts the traffic as soon as this has
/// committed.
@ApplicationScoped
public class OwnerService {
    private final Sessions sessions;
    private final Tunnels tunnels;
    private final Closing closing;
    private final AuditLog audit;

    OwnerService(Sessions sessions, Tunnels tunnels, Closing closing, AuditLog audit) {
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.closing = closing;
        this.audit = audit;
    }

    /// @throws ProblemException `not_found`
    @Transactional
    public void closeTunnel(AccountId account, UUID id) {
        sessions.serialise(account.value());
        TunnelRow tunnel =
                tunnels.openOwned(account.value(), id).orElseThrow(ProblemException::notFound);
        closing.tunnel(tunnel, Reason.CLOSED_BY_OWNER);
        audit.record(
                new AuditEntry(
                        account,
                        "tunnel.closed",
                        id.toString(),
                        Map.of("endpoint", tunnel.endpoint().toString())));
    }

    /// @throws ProblemException `not_found`
    @Transactional
    public void closeSession(AccountId account, UUID id) {
        SessionRow session =
                sessions.lockOwned(account.value(), id)
                        .filter(SessionRow::isLive)
                        .orElseThrow(ProblemException::notFound);
        closing.session(session, Reason.CLOSED_BY_OWNER);
        audit.record(new AuditEntry(account, "session.closed", id.toString()));
    }

    /// Ends every live session of the account.
    ///
    /// @return how many there were
    @Transactional
    public int closeAllSessions(AccountId account) {
        sessions.serialise(account.value());
        List<SessionRow> live = sessions.liveOf(account.value());
        live.forEach(session -> closing.session(session, Reason.CLOSED_BY_OWNER));
        audit.record(
                new AuditEntry(
                        account,
                        "session.all_closed",
                        account.toString(),
                        Map.of("sessions", String.valueOf(live.size()))));
        return live.size();
    }
}
