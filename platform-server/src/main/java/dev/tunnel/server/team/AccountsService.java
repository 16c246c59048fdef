package dev.tunnel.server.team;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.account.Removals;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.Precondition;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/// The accounts that a user belongs to.
@ApplicationScoped
class AccountsService {
    private static final int MOST = 50;

    private final Sql sql;
    private final Removals removals;
    private final Precondition precondition;
    private final AuditLog audit;
    private final Clock clock;

    AccountsService(
            Sql sql, Removals removals, Precondition precondition, AuditLog audit, Clock clock) {
        this.precondition = precondition;
        this.sql = sql;
        this.removals = removals;
        this.audit = audit;
        this.clock = clock;
    }

    Page<MyAccount> list(UserId user, PageRequest page) {
        return Page.of(
                sql.list(
                        MyAccount.SELECT
                                + " where m.user_id = ? and (a.created_at, a.id) < (?, ?)"
                                + " order by a.created_at desc, a.id desc limit ?",
                        MyAccount::of,
                        user.value(),
                        page.from().at(),
                        page.from().id(),
                        page.fetchSize()),
                page,
                MyAccount::cursor);
    }

    /// @throws ProblemException `not_found`
    MyAccount get(UserId user, AccountId account) {
        return sql.first(
                        MyAccount.SELECT + " where m.user_id = ? and a.id = ?",
                        MyAccount::of,
                        user.value(),
                        account.value())
                .orElseThrow(ProblemException::notFound);
    }

    /// Makes an account that the user owns.
    ///
    /// @throws ProblemException `limit_reached`
    @Transactional
    MyAccount create(UserId user, String name) {
        sql.list("select id from app_user where id = ? for update", _ -> user, user.value());
        long owned =
                sql.one(
                        "select count(*) as n from membership where user_id = ? and role = 'owner'",
                        row -> row.number("n"),
                        user.value());
        if (owned >= MOST) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "A user owns at most " + MOST + " accounts");
        }
        AccountId account = new AccountId(UUID.randomUUID());
        sql.update(
                "insert into account (id, name, created_at) values (?, ?, ?)",
                account.value(),
                name,
                clock.instant());
        sql.update(
                "insert into membership (account_id, user_id, role, created_at) values (?, ?, ?,"
                        + " ?)",
                account.value(),
                user.value(),
                Role.OWNER.wire(),
                clock.instant());
        record(account, "account.created", Map.of("name", name));
        return get(user, account);
    }

    /// Gives a user who was taken out of the last account another one: without any nobody can log
    /// in. By who has serialised before, so that no other is deleted or left meanwhile.
    @Transactional(TxType.MANDATORY)
    void house(UserId user) {
        sql.first(
                        """
                        select email from app_user u where id = ?
                            and not exists (select from membership m where m.user_id = u.id)
                        """,
                        row -> row.text("email"),
                        user.value())
                .ifPresent(email -> create(user, email));
    }

    /// @throws ProblemException `precondition_failed`
    @Transactional
    MyAccount rename(UserId user, AccountId account, String name) {
        sql.list(
                "select id from account where id = ? for no key update",
                _ -> account,
                account.value());
        precondition.check(get(user, account));
        sql.update("update account set name = ? where id = ?", name, account.value());
        record(account, "account.renamed", Map.of("name", name));
        return get(user, account);
    }

    /// Deletes an account with everything in it.
    ///
    /// @throws ProblemException `last_owner` when a member would have no account left
    void delete(AccountId account) {
        removals.delete(account);
    }

    private void record(AccountId account, String action, Map<String, String> detail) {
        audit.record(new AuditEntry(account, action, account.toString(), detail));
    }
}
