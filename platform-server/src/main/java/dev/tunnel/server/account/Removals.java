package dev.tunnel.server.account;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Deletes users and accounts with everything that is theirs.
@ApplicationScoped
public class Removals {
    private final Sql sql;
    private final Administrators administrators;
    private final Event<AccountStopped> accountStopped;
    private final Event<MemberStopped> memberStopped;
    private final AuditLog audit;

    Removals(
            Sql sql,
            Administrators administrators,
            Event<AccountStopped> accountStopped,
            Event<MemberStopped> memberStopped,
            AuditLog audit) {
        this.sql = sql;
        this.administrators = administrators;
        this.accountStopped = accountStopped;
        this.memberStopped = memberStopped;
        this.audit = audit;
    }

    /// Deletes a user and the accounts that nobody else belongs to. In others the user's authtokens
    /// are revoked.
    ///
    /// @throws ProblemException `not_found`, `last_admin`, `last_owner` when an account of others
    ///   would be left without an owner
    @Transactional
    public void delete(UserId user) {
        administrators.keepOneBesides(user);
        String email =
                sql.first(
                                "select email from app_user where id = ? for update",
                                row -> row.text("email"),
                                user.value())
                        .orElseThrow(ProblemException::notFound);
        for (Belonging account : accountsOf(user)) {
            if (account.others() == 0) {
                delete(new AccountId(account.id()), account.name());
            } else if (account.otherOwners() == 0) {
                throw new ProblemException(
                        ProblemCode.LAST_OWNER,
                        "The account %s would have no owner: make another member one, or delete it"
                                .formatted(account.name()));
            } else {
                memberStopped.fire(new MemberStopped(new AccountId(account.id()), user, true));
            }
        }
        sql.update("delete from app_user where id = ?", user.value());
        audit.record(new AuditEntry(null, "user.deleted", user.toString(), Map.of("email", email)));
    }

    /// Deletes an account whose members all belong to others, too.
    ///
    /// @throws ProblemException `not_found`, `last_owner` when a member would have no account left:
    ///   delete the user instead
    @Transactional
    public void delete(AccountId account) {
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
        delete(account, name);
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
