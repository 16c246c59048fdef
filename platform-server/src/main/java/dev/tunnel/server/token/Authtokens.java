package dev.tunnel.server.token;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.secret.Sha256;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class Authtokens implements PanacheRepositoryBase<Authtoken, UUID> {
    List<Authtoken> page(AccountId account, PageRequest page) {
        Cursor from = page.from();
        return find(
                        "accountId = ?1 and revokedAt is null"
                                + " and (createdAt < ?2 or createdAt = ?2 and id < ?3)"
                                + " order by createdAt desc, id desc",
                        account.value(),
                        from.at(),
                        from.id())
                .page(0, page.fetchSize())
                .list();
    }

    Optional<Authtoken> live(AccountId account, UUID id) {
        return find("accountId = ?1 and id = ?2 and revokedAt is null", account.value(), id)
                .firstResultOptional();
    }

    long countLive(AccountId account) {
        return count("accountId = ?1 and revokedAt is null", account.value());
    }

    boolean revoke(AccountId account, UUID id, Instant now) {
        return update(
                        "revokedAt = ?1 where accountId = ?2 and id = ?3 and revokedAt is null",
                        now,
                        account.value(),
                        id)
                == 1;
    }

    Optional<AccountId> accountOf(Sha256 hash) {
        return getEntityManager()
                .createQuery("select t.accountId from Authtoken t where t.hash = :hash", UUID.class)
                .setParameter("hash", hash.bytes())
                .getResultStream()
                .findFirst()
                .map(AccountId::new);
    }

    /// A token with the name of its account, and whether that or the token's maker is suspended.
    Optional<Found> byHash(Sha256 hash) {
        return getEntityManager()
                .createQuery(
                        """
                        select t, a.name, a.suspendedAt is not null or u.suspendedAt is not null
                        from Authtoken t
                        join Account a on a.id = t.accountId
                        left join User u on u.id = t.createdBy
                        where t.hash = :hash\
                        """,
                        Object[].class)
                .setParameter("hash", hash.bytes())
                .getResultStream()
                .map(row -> new Found((Authtoken) row[0], (String) row[1], (Boolean) row[2]))
                .findFirst();
    }

    record Found(Authtoken token, String accountName, boolean suspended) {}

    /// Notes a use, once a minute at most: this is for people, and not worth a write per
    /// connection.
    void touch(UUID id, Instant now, String ip) {
        update(
                "lastUsedAt = ?1, lastUsedIp = ?2 where id = ?3"
                        + " and (lastUsedAt is null or lastUsedAt < ?4 or lastUsedIp <> ?2)",
                now,
                ip,
                id,
                now.minusSeconds(60));
    }
}
