package dev.tunnel.server.auth;

import dev.tunnel.server.caller.ClientAddress;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.sql.Row;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of `login_session`: who is logged in, since when and from where.
@ApplicationScoped
class Logins {
    private final Sql sql;
    private final ClientAddress address;
    private final Clock clock;

    Logins(Sql sql, ClientAddress address, Clock clock) {
        this.sql = sql;
        this.address = address;
        this.clock = clock;
    }

    void begin(UUID id, UserId user) {
        sql.update(
                """
                insert into login_session (id, user_id, created_at, last_used_at, ip, user_agent)
                values (?, ?, ?, ?, ?, ?)
                """,
                id,
                user.value(),
                clock.instant(),
                clock.instant(),
                address.ip(),
                address.userAgent());
        sql.update(
                "update app_user set last_login_at = ? where id = ?",
                clock.instant(),
                user.value());
    }

    void touch(UUID id) {
        sql.update(
                "update login_session set last_used_at = ?, ip = ?, user_agent = ? where id = ?",
                clock.instant(),
                address.ip(),
                address.userAgent(),
                id);
    }

    /// Ends it, and says whose it was; empty if it had ended.
    Optional<UserId> end(UUID id) {
        return sql.first(
                """
                update login_session set ended_at = ? where id = ? and ended_at is null
                returning user_id
                """,
                row -> new UserId(row.uuid("user_id")),
                clock.instant(),
                id);
    }

    boolean isLive(UserId user, UUID id) {
        return live(user).contains(id);
    }

    List<UUID> live(UserId user) {
        return sql.list(
                "select id from login_session where user_id = ? and ended_at is null",
                row -> row.uuid("id"),
                user.value());
    }

    Page<LoginView> page(UserId user, UUID current, PageRequest page) {
        return Page.of(
                sql.list(
                        """
                        select id, created_at, last_used_at, ip, user_agent from login_session
                        where user_id = ? and ended_at is null and (created_at, id) < (?, ?)
                        order by created_at desc, id desc limit ?
                        """,
                        row -> view(row, current),
                        user.value(),
                        page.from().at(),
                        page.from().id(),
                        page.fetchSize()),
                page,
                view -> new Cursor(view.createdAt(), view.id()));
    }

    /// Forgets those of which no token is left: they can never be used again.
    void forget() {
        sql.update(
                """
                delete from login_session l
                where not exists (select from refresh_token t where t.family = l.id)
                """);
    }

    private static LoginView view(Row row, UUID current) {
        UUID id = row.uuid("id");
        return new LoginView(
                id,
                row.instant("created_at"),
                row.instant("last_used_at"),
                row.optionalText("ip").orElse(null),
                row.text("user_agent"),
                id.equals(current));
    }
}
