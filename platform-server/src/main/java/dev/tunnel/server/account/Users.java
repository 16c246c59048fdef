package dev.tunnel.server.account;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Access.Role;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class Users implements PanacheRepositoryBase<User, UUID> {
    /// Any number that nothing else locks.
    private static final long FIRST_USER_LOCK = 7_310_001;

    Optional<User> byEmail(String email) {
        return find("lower(email) = lower(?1)", email).firstResultOptional();
    }

    /// Holds off other sign-ups until this transaction ends, so that exactly one is the first.
    void lockForSignUp() {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(:lock)", Object.class)
                .setParameter("lock", FIRST_USER_LOCK)
                .getSingleResult();
    }

    /// Whether a user has that password; it is kept until this transaction ends.
    boolean keepPassword(UUID user, String hash) {
        return !getEntityManager()
                .createNativeQuery(
                        """
                        select email from app_user where id = :user and password_hash = :hash
                        for no key update\
                        """,
                        String.class)
                .setParameter("user", user)
                .setParameter("hash", hash)
                .getResultList()
                .isEmpty();
    }

    boolean none() {
        return findAll().page(0, 1).firstResultOptional().isEmpty();
    }

    /// A user in each of its accounts, the oldest membership first.
    List<Profile> profiles(UUID user) {
        return getEntityManager()
                .createQuery(
                        """
                        select u, a, m from User u
                        join Membership m on m.key.userId = u.id
                        join Account a on a.id = m.key.accountId
                        where u.id = :user order by m.createdAt, a.id\
                        """,
                        Object[].class)
                .setParameter("user", user)
                .getResultStream()
                .map(row -> Users.profile((User) row[0], (Account) row[1], (Membership) row[2]))
                .toList();
    }

    private static Profile profile(User user, Account account, Membership membership) {
        return new Profile(
                new UserId(user.id),
                user.email,
                user.displayName,
                user.emailVerifiedAt != null,
                user.serverAdmin,
                user.createdAt,
                new AccountId(account.id),
                account.name,
                Role.ofWire(membership.role),
                user.suspendedAt != null || account.suspendedAt != null);
    }
}
