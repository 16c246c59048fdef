package dev.tunnel.server.session;

import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.list.SortKey;
import dev.tunnel.server.list.SortedList;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The live tunnels of all accounts, for administrators.
@ApplicationScoped
public class AllTunnels {
    private static final String TUNNELS =
            """
            select t.id, t.account_id, a.name as account_name, t.tunnel_key, t.proto, t.urls,
                t.target, t.session_id, t.opened_at, s.agent_version, s.os, s.arch, s.client_ip,
                e.name as edge
            from tunnel t
            join account a on a.id = t.account_id
            join agent_session s on s.id = t.session_id
            join edge e on e.id = s.edge_id
            where t.closed_at is null
            """;

    private static final SortedList<LiveTunnel> LIVE =
            SortedList.byUuid(
                    "t.id",
                    LiveTunnel::id,
                    List.of(
                            SortKey.time("openedAt", "t.opened_at", LiveTunnel::openedAt),
                            SortKey.text("urls", "coalesce(t.urls[1], '')", AllTunnels::firstUrl),
                            SortKey.text("accountName", "a.name", LiveTunnel::accountName),
                            SortKey.text("edge", "e.name", LiveTunnel::edge)));

    private final Sql sql;
    private final Sessions sessions;
    private final Tunnels tunnels;
    private final Closing closing;
    private final AuditLog audit;

    AllTunnels(Sql sql, Sessions sessions, Tunnels tunnels, Closing closing, AuditLog audit) {
        this.sql = sql;
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.closing = closing;
        this.audit = audit;
    }

    /// Newest first unless sorted otherwise.
    ///
    /// @param account null for those of all accounts
    /// @param edge null for those of all edges
    /// @param sort name of a key, with `-` in front for backwards; null for the usual
    public Page<LiveTunnel> list(
            @Nullable UUID account, @Nullable UUID edge, @Nullable String sort, PageRequest page) {
        StringBuilder query = new StringBuilder(TUNNELS);
        List<Object> values = new ArrayList<>();
        if (account != null) {
            query.append(" and t.account_id = ?");
            values.add(account);
        }
        if (edge != null) {
            query.append(" and s.edge_id = ?");
            values.add(edge);
        }
        return LIVE.page(sql, query.toString(), values, LiveTunnel::of, sort, page);
    }

    /// @throws ProblemException `not_found`
    public LiveTunnel get(UUID id) {
        return sql.first(TUNNELS + " and t.id = ?", LiveTunnel::of, id)
                .orElseThrow(ProblemException::notFound);
    }

    /// @throws ProblemException `not_found`
    @Transactional
    public void close(UUID id) {
        UUID account =
                tunnels.find(id).map(TunnelRow::account).orElseThrow(ProblemException::notFound);
        sessions.serialise(account);
        TunnelRow tunnel = tunnels.openOwned(account, id).orElseThrow(ProblemException::notFound);
        closing.tunnel(tunnel, Reason.CLOSED_BY_OWNER);
        audit.record(
                new AuditEntry(
                        new AccountId(account),
                        "tunnel.closed_by_admin",
                        id.toString(),
                        Map.of("endpoint", tunnel.endpoint().toString())));
    }

    private static String firstUrl(LiveTunnel tunnel) {
        return tunnel.urls().isEmpty() ? "" : tunnel.urls().getFirst();
    }
}
