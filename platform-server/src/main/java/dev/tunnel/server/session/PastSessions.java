package dev.tunnel.server.session;

import dev.tunnel.server.account.AccountEnding;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;

/// Forgets what ended long ago, and with each tunnel its usage; the account's own usage stays.
@ApplicationScoped
public class PastSessions {
    private static final int BATCH = 500;

    private final Sql sql;

    PastSessions(Sql sql) {
        this.sql = sql;
    }

    /// Before an account is deleted: each tunnel's usage is looked for in all partitions, which is
    /// not to be done in the one transaction that others wait for.
    void forget(@Observes AccountEnding event) {
        while (QuarkusTransaction.requiringNew().call(() -> forgetSome(event.account())) == BATCH) {
            // Some are left.
        }
    }

    private int forgetSome(AccountId account) {
        return sql.update(
                """
                delete from tunnel where id in (
                    select id from tunnel where account_id = ? and closed_at is not null
                    limit ? for update skip locked)
                """,
                account.value(),
                BATCH);
    }

    /// Forgets some of what ended before then.
    ///
    /// @return how many rows; fewer than `most` when nothing is left to forget
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int forget(Instant before, int most) {
        int tunnels =
                sql.update(
                        """
                        delete from tunnel where id in (
                            select id from tunnel where closed_at < ? order by closed_at limit ?
                            for update skip locked)
                        """,
                        before,
                        most);
        int sessions =
                sql.update(
                        """
                        delete from agent_session where id in (
                            select id from agent_session s where s.ended_at < ?
                                and not exists (select from tunnel t where t.session_id = s.id)
                            order by s.ended_at limit ? for update skip locked)
                        """,
                        before,
                        most);
        return Math.max(tunnels, sessions);
    }
}
