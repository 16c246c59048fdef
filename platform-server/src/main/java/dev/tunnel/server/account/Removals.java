package dev.tunnel.server.account;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Deletes users and accounts with everything that is theirs.
@ApplicationScoped
public class Removals {
    private final Sql sql;
    private final Administrators administrators;
    private final Event<AccountEnding> accountEnding;
    private final Event<AccountStopped> accountStopped;
    private final Event<MemberStopped> memberStopped;
    private final AuditLog audit;

    Removals(
            Sql sql,
            Administrators administrators,
            Event<AccountEnding> accountEnding,
            Event<AccountStopped> accountStopped,
            Event<MemberStopped> memberStopped,
            AuditLog audit) {
        this.sql = sql;
        this.administrators = administrators;
        this.accountEnding = accountEnding;
        this.accountStopped = accountStopped;
        this.memberStopped = memberStopped;
        this.audit = audit;
    }

    /// Deletes a user and the accounts that nobody else belongs to. In others the user's authtokens
    /// are revoked. Not within a transaction: the past of those accounts is forgotten before the
    /// one that deletes them, which others wait for.
    ///
    /// @throws ProblemException `not_found`, `last_admin`, `last_owner` when an account of others
    ///   would be left without an owner
    @Transactional(TxType.NEVER)
    public void delete(UserId user) {
        QuarkusTransaction.requiringNew().call(() -> check(user)).stream()
                .filter(account -> account.others() == 0)
                .forEach(account -> forgetPast(new AccountId(account.id())));
        QuarkusTransaction.requiringNew().run(() -> deleteNow(user));
    }

    private void deleteNow(UserId user) {
        for (Belonging account : check(user)) {
            if (account.others() == 0) {
                delete(new AccountId(account.id()), account.name());
            } else {
                memberStopped.fire(new MemberStopped(new AccountId(account.id()), user, true));
            }
        }
        String email =
                sql.one(
                        "delete from app_user where id = ? returning email",
                        row -> row.text("email"),
                        user.value());
        audit.record(new AuditEntry(null, "user.deleted", user.toString(), Map.of("email", email)));
    }

    /// Whether a user may go. What was found stays so until this transaction ends.
    private List<Belonging> check(UserId user) {
        administrators.keepOneBesides(user);
        if (sql.list(
                        "select id from app_user where id = ? for no key update",
                        row -> row.uuid("id"),
                        user.value())
                .isEmpty()) {
            throw ProblemException.notFound();
        }
        sql.list(
                """
                select a.id from account a join membership m on m.account_id = a.id
                where m.user_id = ? order by a.id for no key update of a
                """,
                row -> row.uuid("id"),
                user.value());
        List<Belonging> accounts = accountsOf(user);
        for (Belonging account : accounts) {
            if (account.others() > 0 && account.otherOwners() == 0) {
                throw new ProblemException(
                        ProblemCode.LAST_OWNER,
                        "The account %s would have no owner: make another member one, or delete it"
                                .formatted(account.name()));
            }
        }
        return accounts;
    }

    /// Deletes an account whose members all belong to others, too. Not within a transaction, as
    /// above.
    ///
    /// @throws ProblemException `not_found`, `last_owner` when a member would have no account left:
    ///   delete the user instead
    @Transactional(TxType.NEVER)
    public void delete(AccountId account) {
        String _ = QuarkusTransaction.requiringNew().call(() -> check(account));
        forgetPast(account);
        QuarkusTransaction.requiringNew().run(() -> delete(account, check(account)));
    }

    private void forgetPast(AccountId account) {
        accountEnding.fire(new AccountEnding(account));
    }

    /// Whether an account may go. What was found stays so until this transaction ends: who deletes
    /// another account of the same member waits.
    ///
    /// @return its name
    private String check(AccountId account) {
        administrators.serialise();
        String name =
                sql.first(
                                "select name from account where id = ? for update",
                                row -> row.text("name"),
                                account.value())
                        .orElseThrow(ProblemException::notFound);
        boolean only =
                sql.one(
                        """
                        select exists (
                            select from membership m
                            where m.account_id = ? and not exists (
                                select from membership o
                                where o.user_id = m.user_id and o.account_id <> m.account_id)
                        ) as only
                        """,
                        row -> row.flag("only"),
                        account.value());
        if (only) {
            throw new ProblemException(
                    ProblemCode.LAST_OWNER,
                    "It is the only account of one of its members: delete that user instead");
        }
        return name;
    }

    private record Belonging(UUID id, String name, long others, long otherOwners) {}

    private List<Belonging> accountsOf(UserId user) {
        return sql.list(
                """
                select a.id, a.name,
                    count(o.user_id) as others,
                    count(o.user_id) filter (where o.role = 'owner') as other_owners
                from membership m
                join account a on a.id = m.account_id
                left join membership o on o.account_id = a.id and o.user_id <> m.user_id
                where m.user_id = ? group by a.id, a.name order by a.id
                """,
                row ->
                        new Belonging(
                                row.uuid("id"),
                                row.text("name"),
                                row.number("others"),
                                row.number("other_owners")),
                user.value());
    }

    private void delete(AccountId account, String name) {
        accountStopped.fire(new AccountStopped(account));
        sql.update("delete from account where id = ?", account.value());
        audit.record(
                new AuditEntry(
                        account, "account.deleted", account.toString(), Map.of("name", name)));
    }
}
