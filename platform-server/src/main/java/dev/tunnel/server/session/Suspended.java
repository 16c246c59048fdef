package dev.tunnel.server.session;

import dev.tunnel.server.account.AccountStopped;
import dev.tunnel.server.account.MemberStopped;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/// Ends the sessions of an account, or of one member of it, within the transaction that stops them.
@ApplicationScoped
class Suspended {
    private final Sql sql;
    private final Sessions sessions;
    private final Closing closing;

    Suspended(Sql sql, Sessions sessions, Closing closing) {
        this.sql = sql;
        this.sessions = sessions;
        this.closing = closing;
    }

    void end(@Observes AccountStopped event) {
        UUID account = event.account().value();
        sessions.serialise(account);
        end(
                sql.list(
                        "select "
                                + SessionRow.COLUMNS
                                + " from agent_session s"
                                + " where s.account_id = ? and s.ended_at is null",
                        SessionRow::of,
                        account),
                Reason.ACCOUNT_SUSPENDED);
    }

    void end(@Observes MemberStopped event) {
        sessions.serialise(event.account().value());
        end(
                sql.list(
                        "select "
                                + SessionRow.COLUMNS
                                + " from agent_session s join authtoken t on t.id = s.authtoken_id"
                                + " where s.account_id = ? and t.created_by = ?"
                                + " and s.ended_at is null",
                        SessionRow::of,
                        event.account().value(),
                        event.user().value()),
                event.forGood() ? Reason.AUTHTOKEN_REVOKED : Reason.ACCOUNT_SUSPENDED);
    }

    private void end(List<SessionRow> live, String reason) {
        live.forEach(session -> closing.session(session, reason));
    }
}
