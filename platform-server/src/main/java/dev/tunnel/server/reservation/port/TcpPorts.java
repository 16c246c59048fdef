package dev.tunnel.server.reservation.port;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/// Who owns a public port. The table `tcp_port` decides, as `hostname` does of names: reservations
/// and live tunnels refer to its row, and a trigger deletes the row when none does any more.
@ApplicationScoped
public class TcpPorts {
    /// The ports of every edge that was not turned away.
    private static final String RANGES =
            "from edge e where e.revoked_at is null and e.tcp_port_from is not null";

    private final Sql sql;

    TcpPorts(Sql sql) {
        this.sql = sql;
    }

    /// Takes a port for an account within this transaction, or finds that it has it already.
    /// Whoever tries the same port meanwhile waits for the end of this transaction.
    ///
    /// @return whether the account owns it now
    @Transactional(TxType.MANDATORY)
    public boolean take(AccountId account, int port) {
        return sql.update(
                        """
                        insert into tcp_port (port, account_id) values (?, ?)
                        on conflict (port) do update set account_id = excluded.account_id
                        where tcp_port.account_id = excluded.account_id
                        """,
                        port,
                        account.value())
                == 1;
    }

    /// Takes the first port that nobody has, rather one that no other account had last time. Empty
    /// when none is free, or when it has just been taken.
    @Transactional(TxType.MANDATORY)
    Optional<Integer> takeFree(AccountId account) {
        return sql.first(
                """
                insert into tcp_port (port, account_id)
                select p.port, ?
                from (select distinct generate_series(e.tcp_port_from, e.tcp_port_to) as port
                    %s) p
                where not exists (select from tcp_port taken where taken.port = p.port)
                order by exists (
                    select from affinity a where a.port = p.port and a.account_id <> ?), p.port
                limit 1
                on conflict (port) do nothing
                returning port
                """
                        .formatted(RANGES),
                row -> row.integer("port"),
                account.value(),
                account.value());
    }

    /// Whether some edge serves the port.
    boolean isServed(int port) {
        return sql.one(
                "select exists (select "
                        + RANGES
                        + " and ? between e.tcp_port_from and"
                        + " e.tcp_port_to) as served",
                row -> row.flag("served"),
                port);
    }

    /// Whether there is a port that nobody has.
    boolean anyFree() {
        return sql.one(
                """
                select exists (select from (
                    select generate_series(e.tcp_port_from, e.tcp_port_to) as port %s) p
                    where not exists (select from tcp_port taken where taken.port = p.port)) as free
                """
                        .formatted(RANGES),
                row -> row.flag("free"));
    }
}
