package dev.tunnel.server.session;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.reservation.Hostnames;
import dev.tunnel.server.reservation.port.TcpPorts;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who owns a host name or port: the rows of `hostname` and `tcp_port`. A row is made by the first
/// who wants the endpoint, and stays locked until that transaction ends; the database removes it
/// when nothing refers to it any more.
@ApplicationScoped
class Endpoints {
    private final Hostnames hostnames;
    private final TcpPorts ports;
    private final Sql sql;

    Endpoints(Hostnames hostnames, TcpPorts ports, Sql sql) {
        this.hostnames = hostnames;
        this.ports = ports;
        this.sql = sql;
    }

    /// Makes the account the owner if there is none, and says whether it is. One statement: of two
    /// accounts that want the same endpoint at once, the second waits here and sees the first.
    boolean own(Endpoint endpoint, UUID account) {
        return switch (endpoint) {
            case Endpoint.Host(String name) -> hostnames.take(new AccountId(account), name);
            case Endpoint.Port(int number) -> ports.take(new AccountId(account), number);
        };
    }

    /// Owns one of these ports that nobody has, rather one that no other account had last time.
    /// Empty when none is free, or when all that were free have just been taken.
    Optional<Endpoint.Port> ownFreePort(List<Integer> among, UUID account) {
        return sql.first(
                """
                insert into tcp_port (port, account_id)
                select p.port, ? from unnest(?) as p (port)
                where not exists (select from tcp_port taken where taken.port = p.port)
                order by exists (
                    select from affinity a where a.port = p.port and a.account_id <> ?), random()
                limit 1
                on conflict (port) do nothing
                returning port
                """,
                row -> new Endpoint.Port(row.integer("port")),
                account,
                SqlArray.ofIntegers(among),
                account);
    }

    boolean anyFreePort(List<Integer> among) {
        return sql.one(
                """
                select exists (select from unnest(?) as p (port)
                    where not exists (select from tcp_port taken where taken.port = p.port)) as free
                """,
                row -> row.flag("free"),
                SqlArray.ofIntegers(among));
    }
}
