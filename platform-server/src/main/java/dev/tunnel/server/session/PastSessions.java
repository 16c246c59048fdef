package dev.tunnel.server.session;

import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/// Forgets what ended long ago, and with each tunnel its usage; the account's own usage stays.
@ApplicationScoped
public class PastSessions {
    private final Sql sql;

    PastSessions(Sql sql) {
        this.sql = sql;
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
