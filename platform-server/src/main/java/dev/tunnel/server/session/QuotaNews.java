package dev.tunnel.server.session;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.quota.QuotaService;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Tells edges what the accounts whose agents they have may use from now on.
@ApplicationScoped
public class QuotaNews {
    private final QuotaService quotas;
    private final Announcements announcements;
    private final Sql sql;

    QuotaNews(QuotaService quotas, Announcements announcements, Sql sql) {
        this.quotas = quotas;
        this.announcements = announcements;
        this.sql = sql;
    }

    /// Tells every edge that has an agent of the account.
    @Transactional
    public void tell(AccountId account) {
        List<UUID> edges =
                sql.list(
                        """
                        select distinct edge_id from agent_session
                        where account_id = ? and ended_at is null
                        """,
                        row -> row.uuid("edge_id"),
                        account.value());
        if (!edges.isEmpty()) {
            AccountQuota quota = quotas.of(account);
            edges.forEach(edge -> announcements.announce(edge, EdgeEvent.quota(quota)));
        }
    }

    /// What an edge may have missed since it was heard last.
    public List<EdgeEvent> missed(UUID edge, Instant since) {
        List<AccountId> accounts =
                sql.list(
                        """
                        select distinct s.account_id from agent_session s
                        where s.edge_id = ? and s.ended_at is null and (
                            exists (select from account_limits l
                                where l.account_id = s.account_id and l.changed_at > ?)
                            or exists (select from account_quota q
                                where q.account_id = s.account_id and q.changed_at > ?)
                            or exists (select from setting d where d.name = 'default_limits_changed'
                                and d.value::timestamptz > ?))
                        """,
                        row -> new AccountId(row.uuid("account_id")),
                        edge,
                        since,
                        since,
                        since);
        return quotas.of(accounts).stream().map(EdgeEvent::quota).toList();
    }
}
