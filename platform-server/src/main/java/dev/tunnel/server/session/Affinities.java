package dev.tunnel.server.session;

import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/// What an agent's tunnel was reached under last time: the rows of `affinity`.
@ApplicationScoped
class Affinities {
    private final Sql sql;
    private final Clock clock;

    Affinities(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Optional<Endpoint> last(SessionRow session, String key) {
        return sql.first(
                """
                select host, port from affinity
                where account_id = ? and instance = ? and tunnel_key = ?
                """,
                Endpoint::of,
                session.account(),
                session.instance(),
                key);
    }

    void remember(SessionRow session, String key, Endpoint endpoint) {
        sql.update(
                """
                insert into affinity (account_id, instance, tunnel_key, host, port, used_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (account_id, instance, tunnel_key) do update
                set host = excluded.host, port = excluded.port, used_at = excluded.used_at
                """,
                session.account(),
                session.instance(),
                key,
                endpoint.host(),
                endpoint.port(),
                clock.instant());
    }
}
