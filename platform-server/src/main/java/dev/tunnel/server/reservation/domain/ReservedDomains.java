package dev.tunnel.server.reservation.domain;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of `reserved_domain`.
@ApplicationScoped
class ReservedDomains {
    private static final String SELECT =
            "select " + ReservedDomain.COLUMNS + " from reserved_domain ";

    private final Sql sql;

    ReservedDomains(Sql sql) {
        this.sql = sql;
    }

    List<ReservedDomain> page(AccountId account, PageRequest page) {
        return sql.list(
                SELECT
                        + "where account_id = ? and (created_at, id) < (?, ?)"
                        + " order by created_at desc, id desc limit ?",
                ReservedDomain::of,
                account.value(),
                page.from().at(),
                page.from().id(),
                page.fetchSize());
    }

    Optional<ReservedDomain> of(AccountId account, UUID id) {
        return sql.first(
                SELECT + "where account_id = ? and id = ?",
                ReservedDomain::of,
                account.value(),
                id);
    }

    /// The reservation that has proved the domain, whosever it is.
    Optional<ReservedDomain> owning(DomainName hostname) {
        return sql.first(SELECT + "where host = ?", ReservedDomain::of, hostname.name());
    }

    boolean isOwned(AccountId account, DomainName hostname) {
        return owning(hostname).filter(domain -> domain.account().equals(account)).isPresent();
    }

    long countOf(AccountId account) {
        return sql.one(
                "select count(*) as n from reserved_domain where account_id = ?",
                row -> row.number("n"),
                account.value());
    }

    /// @return false if the account has it on its list already
    boolean insert(ReservedDomain domain) {
        return sql.update(
                        """
                        insert into reserved_domain (id, account_id, hostname, proof, description,
                            created_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (account_id, hostname) do nothing
                        """,
                        domain.id(),
                        domain.account().value(),
                        domain.hostname().name(),
                        domain.proof(),
                        domain.description(),
                        domain.createdAt())
                == 1;
    }

    void checked(UUID id, Instant at) {
        sql.update("update reserved_domain set checked_at = ? where id = ?", at, id);
    }

    /// The account has the row of `hostname` already.
    void own(UUID id, Instant at) {
        sql.update(
                """
                update reserved_domain set host = hostname, verified_at = coalesce(verified_at, ?)
                where id = ?
                """,
                at,
                id);
    }

    void disown(UUID id) {
        sql.update("update reserved_domain set host = null, verified_at = null where id = ?", id);
    }

    boolean delete(AccountId account, UUID id) {
        return sql.update(
                        "delete from reserved_domain where account_id = ? and id = ?",
                        account.value(),
                        id)
                == 1;
    }
}
