package dev.tunnel.server.reservation;

import dev.tunnel.server.caller.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/// Who owns a public host name. The table `hostname` decides: reservations and live tunnels refer
/// to its row together with their account, and a trigger deletes the row when none refers to it.
@ApplicationScoped
public class Hostnames {
    private final EntityManager entities;

    Hostnames(EntityManager entities) {
        this.entities = entities;
    }

    /// Takes a host for an account within this transaction, or finds that it has it already.
    /// Whoever tries the same host meanwhile waits for the end of this transaction.
    ///
    /// @return whether the account owns it now
    @Transactional(TxType.MANDATORY)
    public boolean take(AccountId account, String host) {
        return entities.createNativeQuery(
                                """
                                insert into hostname (host, account_id) values (:host, :account)
                                on conflict (host) do update set account_id = excluded.account_id
                                where hostname.account_id = excluded.account_id\
                                """)
                        .setParameter("host", host)
                        .setParameter("account", account.value())
                        .executeUpdate()
                == 1;
    }
}
