package dev.tunnel.server.reservation;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.http.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ReservedSubdomains implements PanacheRepositoryBase<ReservedSubdomain, UUID> {
    List<ReservedSubdomain> page(AccountId account, PageRequest page) {
        Cursor from = page.from();
        return find(
                        "accountId = ?1 and (createdAt < ?2 or createdAt = ?2 and id < ?3)"
                                + " order by createdAt desc, id desc",
                        account.value(),
                        from.at(),
                        from.id())
                .page(0, page.fetchSize())
                .list();
    }

    Optional<ReservedSubdomain> of(AccountId account, UUID id) {
        return find("accountId = ?1 and id = ?2", account.value(), id).firstResultOptional();
    }

    boolean exists(AccountId account, String name) {
        return count("accountId = ?1 and name = ?2", account.value(), name) > 0;
    }

    long countOf(AccountId account) {
        return count("accountId", account.value());
    }

    boolean delete(AccountId account, UUID id) {
        return delete("accountId = ?1 and id = ?2", account.value(), id) == 1;
    }
}
