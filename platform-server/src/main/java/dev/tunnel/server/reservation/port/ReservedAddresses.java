package dev.tunnel.server.reservation.port;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of `reserved_address`.
@ApplicationScoped
class ReservedAddresses {
    private static final String SELECT =
            "select " + ReservedAddress.COLUMNS + " from reserved_address ";

    private final Sql sql;

    ReservedAddresses(Sql sql) {
        this.sql = sql;
    }

    List<ReservedAddress> page(AccountId account, PageRequest page) {
        return sql.list(
                SELECT
                        + "where account_id = ? and (created_at, id) < (?, ?)"
                        + " order by created_at desc, id desc limit ?",
                ReservedAddress::of,
                account.value(),
                page.from().at(),
                page.from().id(),
                page.fetchSize());
    }

    Optional<ReservedAddress> of(AccountId account, UUID id) {
        return sql.first(
                SELECT + "where account_id = ? and id = ?",
                ReservedAddress::of,
                account.value(),
                id);
    }

    long countOf(AccountId account) {
        return sql.one(
                "select count(*) as n from reserved_address where account_id = ?",
                row -> row.number("n"),
                account.value());
    }

    /// The account owns the port already.
    ///
    /// @return false if it is reserved already
    boolean insert(AccountId account, ReservedAddress address) {
        return sql.update(
                        """
                        insert into reserved_address (id, account_id, port, description, created_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (port) do nothing
                        """,
                        address.id(),
                        account.value(),
                        address.port(),
                        address.description(),
                        address.createdAt())
                == 1;
    }

    boolean delete(AccountId account, UUID id) {
        return sql.update(
                        "delete from reserved_address where account_id = ? and id = ?",
                        account.value(),
                        id)
                == 1;
    }
}
