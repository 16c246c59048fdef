package dev.tunnel.server.account;

import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// Stops everything of a user or an account, and lets it go on again. Requests are refused because
/// they ask for the user's state each time; what is connected is ended by those who hear the
/// events.
@ApplicationScoped
public class Suspensions {
    private final Sql sql;
    private final Administrators administrators;
    private final Event<AccountStopped> accountStopped;
    private final Event<MemberStopped> memberStopped;
    private final AuditLog audit;
    private final Clock clock;

    Suspensions(
            Sql sql,
            Administrators administrators,
            Event<AccountStopped> accountStopped,
            Event<MemberStopped> memberStopped,
            AuditLog audit,
            Clock clock) {
        this.sql = sql;
        this.administrators = administrators;
        this.accountStopped = accountStopped;
        this.memberStopped = memberStopped;
        this.audit = audit;
        this.clock = clock;
    }

    /// Suspends a user: its logins, API keys and authtokens, and the accounts that have no other
    /// owner. Nothing happens to a user who is suspended already.
    ///
    /// @throws ProblemException `not_found`, `last_admin`
    @Transactional
    public void suspend(UserId user) {
        administrators.keepOneBesides(user);
        mustExist(user);
        if (sql.update(
                        "update app_user set suspended_at = ? where id = ? and suspended_at is"
                                + " null",
                        clock.instant(),
                        user.value())
                == 0) {
            return;
        }
        for (UUID account : accountsOf(user)) {
            if (!needs(account, user)) {
                memberStopped.fire(new MemberStopped(new AccountId(account), user, false));
            } else if (sql.update(
                            """
                            update account set suspended_at = ?, suspended_with = ?
                            where id = ? and suspended_at is null
                            """,
                            clock.instant(),
                            user.value(),
                            account)
                    == 1) {
                accountStopped.fire(new AccountStopped(new AccountId(account)));
            }
        }
        administrators.mustRemain();
        audit.record(new AuditEntry(null, "user.suspended", user.toString()));
    }

    /// Ends a suspension, and that of the accounts that were suspended with the user.
    ///
    /// @throws ProblemException `not_found`
    @Transactional
    public void resume(UserId user) {
        mustExist(user);
        if (sql.update(
                        """
                        update app_user set suspended_at = null
                        where id = ? and suspended_at is not null
                        """,
                        user.value())
                == 0) {
            return;
        }
        sql.update(
                """
                update account set suspended_at = null, suspended_with = null
                where suspended_with = ?
                """,
                user.value());
        audit.record(new AuditEntry(null, "user.unsuspended", user.toString()));
    }

    /// Suspends an account, whoever belongs to it.
    ///
    /// @throws ProblemException `not_found`, `last_admin` when no administrator could log in any
    ///   more
    @Transactional
    public void suspend(AccountId account) {
        administrators.serialise();
        boolean live =
                sql.first(
                                "select suspended_at is null as live from account where id = ? for"
                                        + " no key update",
                                row -> row.flag("live"),
                                account.value())
                        .orElseThrow(ProblemException::notFound);
        sql.update(
                """
                update account set suspended_at = coalesce(suspended_at, ?), suspended_with = null
                where id = ?
                """,
                clock.instant(),
                account.value());
        administrators.mustRemain();
        if (live) {
            accountStopped.fire(new AccountStopped(account));
        }
        audit.record(new AuditEntry(account, "account.suspended", account.toString()));
    }

    /// @throws ProblemException `not_found`
    @Transactional
    public void resume(AccountId account) {
        if (sql.update(
                        "update account set suspended_at = null, suspended_with = null where id ="
                                + " ?",
                        account.value())
                == 0) {
            throw ProblemException.notFound();
        }
        audit.record(new AuditEntry(account, "account.unsuspended", account.toString()));
    }

    private void mustExist(UserId user) {
        if (sql.first("select id from app_user where id = ?", row -> row.uuid("id"), user.value())
                .isEmpty()) {
            throw ProblemException.notFound();
        }
    }

    /// In one order, so that two who lock several do not wait for each other in a circle.
    private List<UUID> accountsOf(UserId user) {
        return sql.list(
                "select account_id from membership where user_id = ? order by account_id",
                row -> row.uuid("account_id"),
                user.value());
    }

    /// Whether the user is the only owner left.
    private boolean needs(UUID account, UserId user) {
        return sql.one(
                """
                select not exists (
                    select from membership m join app_user u on u.id = m.user_id
                    where m.account_id = ? and m.user_id <> ? and m.role = 'owner'
                        and u.suspended_at is null) as needed
                """,
                row -> row.flag("needed"),
                account,
                user.value());
    }
}
