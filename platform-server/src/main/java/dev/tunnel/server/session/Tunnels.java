package dev.tunnel.server.session;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The rows of `tunnel`, and of `claim` with them: an open tunnel holds its endpoint.
@ApplicationScoped
class Tunnels {
    private final Sql sql;
    private final Clock clock;

    Tunnels(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// What a session had last under a key, open or closed.
    Optional<TunnelRow> lastOfKey(UUID session, String key) {
        return sql.first(
                select("where t.session_id = ? and t.tunnel_key = ?")
                        + " order by t.closed_at is null desc, t.claimed_at desc limit 1",
                TunnelRow::of,
                session,
                key);
    }

    /// The open tunnel that holds an endpoint.
    Optional<TunnelRow> holding(Endpoint endpoint) {
        return sql.first(
                select("join claim c on c.tunnel_id = t.id where c.host = ? or c.port = ?"),
                TunnelRow::of,
                endpoint.host(),
                endpoint.port());
    }

    Optional<TunnelRow> find(UUID id) {
        return sql.first(select("where t.id = ?"), TunnelRow::of, id);
    }

    Optional<TunnelRow> openOwned(UUID account, UUID id) {
        return sql.first(
                select("where t.account_id = ? and t.id = ? and t.closed_at is null"),
                TunnelRow::of,
                account,
                id);
    }

    List<TunnelRow> dormantOf(UUID session) {
        return sql.list(
                select("where t.session_id = ? and t.close_reason in (?, ?)"),
                TunnelRow::of,
                session,
                Reason.SESSION_ENDED,
                Reason.EDGE_LOST);
    }

    /// Open tunnels of an edge's sessions that were claimed before that time.
    List<TunnelRow> openOfEdge(UUID edge, Instant claimedBefore) {
        return sql.list(
                select(
                        "join agent_session s on s.id = t.session_id where s.edge_id = ?"
                                + " and s.ended_at is null and t.closed_at is null"
                                + " and t.claimed_at < ?"),
                TunnelRow::of,
                edge,
                claimedBefore);
    }

    /// Those of the tunnels that are not open, or not on that edge.
    List<UUID> notOpenAt(UUID edge, List<UUID> ids) {
        return sql.list(
                """
                select served.id from unnest(?) as served (id)
                where not exists (
                    select from tunnel t join agent_session s on s.id = t.session_id
                    where t.id = served.id and t.closed_at is null and s.edge_id = ?
                        and s.ended_at is null)
                """,
                row -> row.uuid("id"),
                SqlArray.ofUuids(ids),
                edge);
    }

    long countOpen(UUID session) {
        return sql.one(
                "select count(*) as n from tunnel where session_id = ? and closed_at is null",
                row -> row.number("n"),
                session);
    }

    long countOpenOf(UUID account) {
        return sql.one(
                "select count(*) as n from claim where account_id = ?",
                row -> row.number("n"),
                account);
    }

    /// Opens a new tunnel; the endpoint is the account's already.
    TunnelRow open(Wish wish, Endpoint endpoint) {
        UUID id = UUID.randomUUID();
        sql.update(
                """
                insert into tunnel (id, account_id, session_id, generation, tunnel_key, proto,
                    host, port, urls, target, opened_at, claimed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                wish.account(),
                wish.session().id(),
                wish.session().generation(),
                wish.key(),
                wish.proto().name().toLowerCase(Locale.ROOT),
                endpoint.host(),
                endpoint.port(),
                SqlArray.ofTexts(wish.urls(endpoint)),
                wish.target(),
                clock.instant(),
                clock.instant());
        return find(id).orElseThrow();
    }

    /// The same tunnel for another generation of its session, perhaps described otherwise.
    void renew(TunnelRow tunnel, Wish wish) {
        sql.update(
                "update tunnel set generation = ?, claimed_at = ?, urls = ?, target = ? where id ="
                        + " ?",
                wish.session().generation(),
                clock.instant(),
                SqlArray.ofTexts(wish.urls(tunnel.endpoint())),
                wish.target(),
                tunnel.id());
    }

    /// Open, and holding its endpoint, which is the account's already.
    void hold(TunnelRow tunnel) {
        sql.update(
                "update tunnel set closed_at = null, close_reason = null where id = ?",
                tunnel.id());
        sql.update(
                """
                insert into claim (tunnel_id, account_id, host, port) values (?, ?, ?, ?)
                on conflict (tunnel_id) do nothing
                """,
                tunnel.id(),
                tunnel.account(),
                tunnel.endpoint().host(),
                tunnel.endpoint().port());
    }

    /// @return false when it was closed already
    boolean close(UUID id, String reason) {
        return sql.update(
                        "update tunnel set closed_at = ?, close_reason = ? where id = ? and"
                                + " closed_at is null",
                        clock.instant(),
                        Text.clean(reason),
                        id)
                > 0;
    }

    void closeAllOf(UUID session) {
        sql.update(
                """
                update tunnel set closed_at = ?, close_reason = ?
                where session_id = ? and closed_at is null
                """,
                clock.instant(),
                Reason.SESSION_ENDED,
                session);
    }

    private static String select(String where) {
        return "select " + TunnelRow.COLUMNS + " from tunnel t " + where;
    }
}
