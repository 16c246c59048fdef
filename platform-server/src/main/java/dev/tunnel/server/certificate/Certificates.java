package dev.tunnel.server.certificate;

import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of `certificate`.
@ApplicationScoped
class Certificates {
    private final Sql sql;

    Certificates(Sql sql) {
        this.sql = sql;
    }

    /// The account that a name belongs to: a live tunnel, a reservation or a proved domain.
    Optional<UUID> owner(String host) {
        return sql.first(
                "select account_id from hostname where host = ?",
                row -> row.uuid("account_id"),
                host);
    }

    /// Whether agents are told to dial that host.
    boolean isAgentHost(String host) {
        return sql.one(
                "select exists (select from edge where agent_host = ? and revoked_at is null) as"
                        + " known",
                row -> row.flag("known"),
                host);
    }

    void insert(String name, boolean own, @Nullable UUID account, Instant now) {
        sql.update(
                """
                insert into certificate (name, own, account_id, changed_at) values (?, ?, ?, ?)
                on conflict (name) do update set own = excluded.own, account_id = excluded.account_id
                where (certificate.own, certificate.account_id)
                    is distinct from (excluded.own, excluded.account_id)
                """,
                name,
                own,
                account,
                now);
    }

    /// The row, locked until the end of the transaction.
    Optional<StoredCertificate> lock(String name) {
        return sql.first(
                "select "
                        + StoredCertificate.COLUMNS
                        + " from certificate where name = ? for update",
                StoredCertificate::of,
                name);
    }

    /// New names of an account that were ordered since then. Until the end of the transaction
    /// nobody else counts those of that account, so that no two take the last one.
    long newSince(UUID account, Instant since) {
        sql.list(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                _ -> account,
                "certificates of " + account);
        return sql.one(
                "select count(*) as count from certificate where account_id = ? and new_at > ?",
                row -> row.number("count"),
                account,
                since);
    }

    /// Counts a name among the new ones of its account.
    void countAsNew(String name, Instant now) {
        sql.update("update certificate set new_at = ? where name = ?", now, name);
    }

    void lease(String name, UUID lease, UUID edge, Instant now, Instant until) {
        sql.update(
                """
                update certificate
                set lease_id = ?, lease_edge = ?, lease_until = ?, ordered_at = ?, changed_at = ?
                where name = ?
                """,
                lease,
                edge,
                until,
                now,
                now,
                name);
    }

    void extend(String name, Instant until) {
        sql.update("update certificate set lease_until = ? where name = ?", until, name);
    }

    void order(String name, String url, byte[] sealedKey) {
        sql.update(
                "update certificate set order_url = ?, sealed_order = ? where name = ?",
                url,
                sealedKey,
                name);
    }

    void issued(
            String name,
            String chain,
            byte[] sealedKey,
            Instant notAfter,
            Instant renewAt,
            Instant now) {
        sql.update(
                """
                update certificate
                set chain = ?, sealed_key = ?, not_after = ?, renew_at = ?, failures = 0,
                    retry_at = null, last_error = null, order_url = null, sealed_order = null,
                    lease_id = null, lease_edge = null, lease_until = null, changed_at = ?
                where name = ?
                """,
                chain,
                sealedKey,
                notAfter,
                renewAt,
                now,
                name);
    }

    void failed(String name, Instant retryAt, String error, boolean keepOrder, Instant now) {
        sql.update(
                """
                update certificate
                set failures = failures + 1, retry_at = ?, last_error = ?,
                    order_url = case when ? then order_url end,
                    sealed_order = case when ? then sealed_order end,
                    lease_id = null, lease_edge = null, lease_until = null, changed_at = ?
                where name = ?
                """,
                retryAt,
                error,
                keepOrder,
                keepOrder,
                now,
                name);
    }

    /// Certificates to renew that nobody renews, of names that still belong to an account; the most
    /// urgent first. The server's own names are looked after by the edges whose settings name them.
    ///
    /// @param ended what ended before is ordered when somebody wants it again
    List<CertificateWish> due(Instant now, Instant ended, int most) {
        return sql.list(
                """
                select c.name from certificate c
                where c.renew_at <= ? and c.not_after > ?
                    and (c.lease_until is null or c.lease_until <= ?)
                    and (c.retry_at is null or c.retry_at <= ?)
                    and exists (select from hostname h where h.host = c.name)
                order by c.renew_at limit ?
                """,
                row -> new CertificateWish(row.text("name"), false),
                now,
                ended,
                now,
                now,
                most);
    }

    /// Forgets what nobody has touched for long: ended certificates and failed attempts.
    int forget(Instant before) {
        return sql.update(
                """
                delete from certificate
                where changed_at < ? and (not_after is null or not_after < ?)
                """,
                before,
                before);
    }
}
