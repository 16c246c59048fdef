package dev.tunnel.server.session;

import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of `agent_session`.
@ApplicationScoped
class Sessions {
    private final Sql sql;
    private final Clock clock;

    Sessions(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Lets the changes of one account happen one after the other. Every transaction that changes
    /// sessions, tunnels or claims begins with it, so that none waits for another in a circle.
    void serialise(UUID account) {
        sql.list("select id from account where id = ? for no key update", _ -> account, account);
    }

    Optional<SessionRow> find(UUID id) {
        return sql.first(select("where s.id = ?"), SessionRow::of, id);
    }

    /// The session, read after its account was locked.
    Optional<SessionRow> lock(UUID id) {
        Optional<SessionRow> seen = find(id);
        seen.ifPresent(session -> serialise(session.account()));
        return seen.flatMap(session -> find(session.id()));
    }

    Optional<SessionRow> lockOwned(UUID account, UUID id) {
        serialise(account);
        return sql.first(
                select("where s.account_id = ? and s.id = ?"), SessionRow::of, account, id);
    }

    List<SessionRow> all(List<UUID> ids) {
        return sql.list(select("where s.id = any (?)"), SessionRow::of, SqlArray.ofUuids(ids));
    }

    boolean hasSecret(UUID id, Sha256 secret) {
        return sql.first(
                        "select secret_hash from agent_session where id = ?",
                        row -> Sha256.ofBytes(row.bytes("secret_hash")),
                        id)
                .filter(secret::equals)
                .isPresent();
    }

    List<SessionRow> liveOfAuthtoken(UUID authtoken) {
        return sql.list(
                select("where s.authtoken_id = ? and s.ended_at is null"),
                SessionRow::of,
                authtoken);
    }

    List<SessionRow> liveOf(UUID account) {
        return sql.list(
                select("where s.account_id = ? and s.ended_at is null"), SessionRow::of, account);
    }

    List<SessionRow> liveOfEdge(UUID edge) {
        return sql.list(select("where s.edge_id = ? and s.ended_at is null"), SessionRow::of, edge);
    }

    /// Those of an edge that were granted before that time.
    List<SessionRow> liveOfEdge(UUID edge, Instant grantedBefore) {
        return sql.list(
                select("where s.edge_id = ? and s.ended_at is null and s.granted_at < ?"),
                SessionRow::of,
                edge,
                grantedBefore);
    }

    void start(UUID account, UUID authtoken, Grant grant) {
        sql.update(
                """
                insert into agent_session (id, account_id, authtoken_id, generation, edge_id,
                    secret_hash, agent_version, os, arch, instance, client_ip, started_at,
                    granted_at)
                values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                grant.session(),
                account,
                authtoken,
                grant.edge(),
                grant.secret().bytes(),
                grant.agent().version(),
                grant.agent().os(),
                grant.agent().arch(),
                grant.agent().instance(),
                grant.agent().address(),
                clock.instant(),
                clock.instant());
    }

    /// A new generation of a session, perhaps on another edge than before.
    void resume(Grant grant) {
        sql.update(
                """
                update agent_session
                set generation = generation + 1, edge_id = ?, secret_hash = ?, agent_version = ?,
                    os = ?, arch = ?, client_ip = ?, granted_at = ?, ended_at = null,
                    end_reason = null
                where id = ?
                """,
                grant.edge(),
                grant.secret().bytes(),
                grant.agent().version(),
                grant.agent().os(),
                grant.agent().arch(),
                grant.agent().address(),
                clock.instant(),
                grant.session());
    }

    /// Alive again in the generation that it had.
    void reinstate(UUID id) {
        sql.update("update agent_session set ended_at = null, end_reason = null where id = ?", id);
    }

    void end(UUID id, String reason) {
        sql.update(
                "update agent_session set ended_at = ?, end_reason = ? where id = ? and ended_at is"
                        + " null",
                clock.instant(),
                reason,
                id);
    }

    private static String select(String where) {
        return "select " + SessionRow.COLUMNS + " from agent_session s " + where;
    }
}
