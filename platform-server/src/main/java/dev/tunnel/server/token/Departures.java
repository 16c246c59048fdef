package dev.tunnel.server.token;

import dev.tunnel.server.account.MemberStopped;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/// Revokes the authtokens of who leaves an account or only reads there from now on, within the
/// transaction that decides it.
@ApplicationScoped
class Departures {
    private final Sql sql;
    private final AuditLog audit;
    private final Clock clock;

    Departures(Sql sql, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    void revoke(@Observes MemberStopped event) {
        if (event.forGood()) {
            sql.list(
                            """
                            update authtoken set revoked_at = ?
                            where account_id = ? and created_by = ? and revoked_at is null
                            returning id
                            """,
                            row -> row.uuid("id"),
                            clock.instant(),
                            event.account().value(),
                            event.user().value())
                    .forEach(id ->
                            audit.record(
                                    new AuditEntry(
                                            event.account(), "authtoken.revoked", id.toString())));
        }
    }
}
