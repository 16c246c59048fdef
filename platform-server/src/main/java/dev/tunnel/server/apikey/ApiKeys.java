package dev.tunnel.server.apikey;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.sql.Row;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The rows of `api_key`.
@ApplicationScoped
class ApiKeys {
    private final Sql sql;

    ApiKeys(Sql sql) {
        this.sql = sql;
    }

    /// A key with what its maker may do in its account now.
    record Found(
            UUID id,
            UserId user,
            AccountId account,
            KeyScope scope,
            boolean good,
            boolean suspended,
            boolean serverAdmin,
            Role role,
            boolean usedLately) {
        static Found of(Row row) {
            return new Found(
                    row.uuid("id"),
                    new UserId(row.uuid("created_by")),
                    new AccountId(row.uuid("account_id")),
                    KeyScope.ofWire(row.text("scope")),
                    row.flag("good"),
                    row.flag("suspended"),
                    row.flag("server_admin"),
                    Role.ofWire(row.text("role")),
                    row.flag("used_lately"));
        }
    }

    Optional<Found> withHash(Sha256 hash, Instant now, String ip) {
        return sql.first(
                """
                select k.id, k.created_by, k.account_id, k.scope, u.server_admin, m.role,
                    k.revoked_at is null and (k.expires_at is null or k.expires_at > ?) as good,
                    u.suspended_at is not null or a.suspended_at is not null as suspended,
                    k.last_used_at is not null and k.last_used_at > ? and k.last_used_ip = ?
                        as used_lately
                from api_key k
                join app_user u on u.id = k.created_by
                join account a on a.id = k.account_id
                join membership m on m.account_id = k.account_id and m.user_id = k.created_by
                where k.hash = ?
                """,
                Found::of,
                now,
                now.minusSeconds(60),
                ip,
                hash.bytes());
    }

    void touch(UUID id, Instant now, String ip) {
        sql.update(
                "update api_key set last_used_at = ?, last_used_ip = ? where id = ?", now, ip, id);
    }

    Page<ApiKeyView> page(AccountId account, PageRequest page) {
        return Page.of(
                sql.list(
                        "select "
                                + ApiKeyView.COLUMNS
                                + " from api_key where account_id = ? and revoked_at is null"
                                + " and (created_at, id) < (?, ?)"
                                + " order by created_at desc, id desc limit ?",
                        ApiKeyView::of,
                        account.value(),
                        page.from().at(),
                        page.from().id(),
                        page.fetchSize()),
                page,
                ApiKeyView::cursor);
    }

    Optional<ApiKeyView> find(AccountId account, UUID id) {
        return sql.first(
                "select "
                        + ApiKeyView.COLUMNS
                        + " from api_key where account_id = ? and id = ? and revoked_at is null",
                ApiKeyView::of,
                account.value(),
                id);
    }

    long countLive(AccountId account) {
        return sql.one(
                "select count(*) as n from api_key where account_id = ? and revoked_at is null",
                row -> row.number("n"),
                account.value());
    }

    void insert(AccountId account, ApiKeyView key, Secret secret) {
        sql.update(
                """
                insert into api_key (id, account_id, created_by, name, prefix, hash, scope,
                    created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                key.id(),
                account.value(),
                key.createdBy(),
                key.name(),
                key.prefix(),
                secret.hash().bytes(),
                key.scope().wire(),
                key.createdAt(),
                key.expiresAt());
    }

    boolean revoke(AccountId account, UUID id, Instant now) {
        return sql.update(
                        """
                        update api_key set revoked_at = ?
                        where account_id = ? and id = ? and revoked_at is null
                        """,
                        now,
                        account.value(),
                        id)
                == 1;
    }
}
