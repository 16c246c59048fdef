package dev.tunnel.server.session;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// What an account has open right now, and what it had. Every statement names the account.
@ApplicationScoped
class Live {
    /// What was carried is summed by day: few rows, however long a tunnel is open.
    private static final String CARRIED =
            """
            select coalesce(sum(m.bytes_in), 0)::bigint as bytes_in,
                coalesce(sum(m.bytes_out), 0)::bigint as bytes_out,
                coalesce(sum(m.connections), 0)::bigint as connections,
                coalesce(sum(m.requests), 0)::bigint as requests
            """;

    private static final String TUNNELS =
            """
            select t.id, t.tunnel_key, t.proto, t.urls, t.target, t.session_id, t.opened_at,
                t.closed_at, t.close_reason, s.agent_version, s.os, s.arch, s.client_ip,
                e.name as edge, u.bytes_in, u.bytes_out, u.connections, u.requests
            from tunnel t
            join agent_session s on s.id = t.session_id
            join edge e on e.id = s.edge_id
            cross join lateral (%s from usage_day m where m.subject = t.id) u
            where t.account_id = ?
            """
                    .formatted(CARRIED);

    private static final String SESSIONS =
            """
            select s.id, s.authtoken_id, a.name as authtoken_name, s.started_at, s.ended_at,
                s.end_reason, s.agent_version, s.os, s.arch, s.client_ip, e.name as edge,
                (select count(*)::integer from tunnel t
                    where t.session_id = s.id and t.closed_at is null) as tunnels,
                u.bytes_in, u.bytes_out, u.connections, u.requests
            from agent_session s
            join edge e on e.id = s.edge_id
            join authtoken a on a.id = s.authtoken_id
            cross join lateral (%s from tunnel t join usage_day m on m.subject = t.id
                where t.session_id = s.id) u
            where s.account_id = ?
            """
                    .formatted(CARRIED);

    private final Sql sql;

    Live(Sql sql) {
        this.sql = sql;
    }

    Page<TunnelView> tunnels(AccountId account, State state, PageRequest page) {
        return Page.of(
                sql.list(
                        TUNNELS
                                + state.condition("t.closed_at")
                                + " and (t.opened_at, t.id) < (?, ?)"
                                + " order by t.opened_at desc, t.id desc limit ?",
                        TunnelView::of,
                        account.value(),
                        page.from().at(),
                        page.from().id(),
                        page.fetchSize()),
                page,
                TunnelView::cursor);
    }

    /// @throws ProblemException `not_found`
    TunnelView tunnel(AccountId account, UUID id) {
        return sql.first(TUNNELS + " and t.id = ?", TunnelView::of, account.value(), id)
                .orElseThrow(ProblemException::notFound);
    }

    Page<SessionView> sessions(AccountId account, State state, PageRequest page) {
        return Page.of(
                sql.list(
                        SESSIONS
                                + state.condition("s.ended_at")
                                + " and (s.started_at, s.id) < (?, ?)"
                                + " order by s.started_at desc, s.id desc limit ?",
                        SessionView::of,
                        account.value(),
                        page.from().at(),
                        page.from().id(),
                        page.fetchSize()),
                page,
                SessionView::cursor);
    }

    /// @throws ProblemException `not_found`
    SessionView session(AccountId account, UUID id) {
        return sql.first(SESSIONS + " and s.id = ?", SessionView::of, account.value(), id)
                .orElseThrow(ProblemException::notFound);
    }
}
