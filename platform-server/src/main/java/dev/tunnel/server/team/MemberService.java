package dev.tunnel.server.team;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.account.Administrators;
import dev.tunnel.server.account.MemberStopped;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.Precondition;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;

/// Who belongs to an account, and as what. Admins manage everybody but owners; owners manage
/// owners, too. There is always one.
@ApplicationScoped
class MemberService {
    private final Sql sql;
    private final AccountsService accounts;
    private final Administrators administrators;
    private final Event<MemberStopped> stopped;
    private final Precondition precondition;
    private final AuditLog audit;

    MemberService(
            Sql sql,
            AccountsService accounts,
            Administrators administrators,
            Event<MemberStopped> stopped,
            Precondition precondition,
            AuditLog audit) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.precondition = precondition;
        this.sql = sql;
        this.stopped = stopped;
        this.audit = audit;
    }

    Page<Member> list(AccountId account, PageRequest page) {
        return Page.of(
                sql.list(
                        Member.SELECT
                                + " where m.account_id = ? and (m.created_at, u.id) < (?, ?)"
                                + " order by m.created_at desc, u.id desc limit ?",
                        Member::of,
                        account.value(),
                        page.from().at(),
                        page.from().id(),
                        page.fetchSize()),
                page,
                Member::cursor);
    }

    /// @throws ProblemException `not_found`
    Member get(AccountId account, UUID user) {
        return sql.first(
                        Member.SELECT + " where m.account_id = ? and u.id = ?",
                        Member::of,
                        account.value(),
                        user)
                .orElseThrow(ProblemException::notFound);
    }

    /// The authtokens of who becomes a viewer end, as they are for members.
    ///
    /// @throws ProblemException `not_found`, `forbidden`, `last_owner`, `precondition_failed`
    @Transactional
    Member change(Identity by, UUID user, Role role) {
        Role before = lock(by, user);
        precondition.check(get(by.account(), user));
        mayManage(by, before);
        mayManage(by, role);
        keepOwner(by.account(), before, role == Role.OWNER);
        sql.update(
                "update membership set role = ? where account_id = ? and user_id = ?",
                role.wire(),
                by.account().value(),
                user);
        if (before.covers(Role.MEMBER) && !role.covers(Role.MEMBER)) {
            stopped.fire(new MemberStopped(by.account(), new UserId(user), true));
        }
        audit.record(
                new AuditEntry(
                        by.account(),
                        "member.role_set",
                        user.toString(),
                        Map.of("role", role.wire())));
        return get(by.account(), user);
    }

    /// Takes a member out: its authtokens and API keys in this account end. Everybody may leave,
    /// and who then belongs to no account gets another own one.
    ///
    /// @throws ProblemException `not_found`, `forbidden`, `last_owner`
    @Transactional
    void remove(Identity by, UUID user) {
        administrators.serialise();
        Role before = lock(by, user);
        if (!by.user().value().equals(user)) {
            if (!by.role().covers(Role.ADMIN)) {
                throw new ProblemException(
                        ProblemCode.FORBIDDEN, "This takes the role admin in the account");
            }
            mayManage(by, before);
        }
        keepOwner(by.account(), before, false);
        stopped.fire(new MemberStopped(by.account(), new UserId(user), true));
        sql.update(
                "delete from membership where account_id = ? and user_id = ?",
                by.account().value(),
                user);
        audit.record(new AuditEntry(by.account(), "member.removed", user.toString()));
        accounts.house(new UserId(user));
    }

    /// Changes of one account's members happen one after the other.
    private Role lock(Identity by, UUID user) {
        sql.list(
                "select id from account where id = ? for no key update",
                _ -> user,
                by.account().value());
        return sql.first(
                        "select role from membership where account_id = ? and user_id = ?",
                        row -> Role.ofWire(row.text("role")),
                        by.account().value(),
                        user)
                .orElseThrow(ProblemException::notFound);
    }

    private static void mayManage(Identity by, Role role) {
        if (role == Role.OWNER && by.role() != Role.OWNER) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "Only an owner manages owners");
        }
    }

    private void keepOwner(AccountId account, Role before, boolean stays) {
        long owners =
                sql.one(
                        "select count(*) as n from membership where account_id = ? and role ="
                                + " 'owner'",
                        row -> row.number("n"),
                        account.value());
        if (before == Role.OWNER && !stays && owners == 1) {
            throw new ProblemException(ProblemCode.LAST_OWNER, "The account needs an owner");
        }
    }
}
