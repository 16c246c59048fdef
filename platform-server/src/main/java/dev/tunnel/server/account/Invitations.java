package dev.tunnel.server.account;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.quota.Limits;
import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.sql.Row;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// Invitations into accounts, as those who hold one use them. Each is for one email and good once.
@ApplicationScoped
public class Invitations {
    private final Sql sql;
    private final LimitService limits;
    private final AuditLog audit;
    private final Clock clock;

    Invitations(Sql sql, LimitService limits, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
    }

    /// An invitation that can be accepted.
    public record Open(
            UUID id,
            AccountId account,
            String accountName,
            String email,
            Role role,
            Instant expiresAt) {
        static Open of(Row row) {
            return new Open(
                    row.uuid("id"),
                    new AccountId(row.uuid("account_id")),
                    row.text("name"),
                    row.text("email"),
                    Role.ofWire(row.text("role")),
                    row.instant("expires_at"));
        }
    }

    /// The invitation with that secret.
    ///
    /// @throws ProblemException `link_invalid` for one that never was, was used or taken back, or
    ///   has expired
    @Transactional
    public Open open(Sha256 token) {
        return sql.first(
                        """
                        select i.id, i.account_id, a.name, i.email, i.role, i.expires_at
                        from invitation i join account a on a.id = i.account_id
                        where i.hash = ? and i.accepted_at is null and i.revoked_at is null
                            and i.expires_at > ? and a.suspended_at is null
                        """,
                        Open::of,
                        token.bytes(),
                        clock.instant())
                .orElseThrow(Invitations::invalid);
    }

    /// Makes a user a member. Who is one already keeps the role.
    ///
    /// @throws ProblemException `link_invalid`, `forbidden` when it is for another email
    @Transactional
    public Open accept(UserId user, Sha256 token) {
        Open invitation = open(token);
        String email =
                sql.one(
                        "select email from app_user where id = ?",
                        row -> row.text("email"),
                        user.value());
        check(invitation, email);
        join(user, invitation);
        return invitation;
    }

    /// @throws ProblemException `forbidden` when it is for another email
    static void check(Open invitation, String email) {
        if (!invitation.email().equalsIgnoreCase(email)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "This invitation is for another email address");
        }
    }

    /// Of two who accept at once one succeeds.
    @Transactional(TxType.MANDATORY)
    void join(UserId user, Open invitation) {
        limits.serialise(invitation.account());
        int accepted =
                sql.update(
                        """
                        update invitation set accepted_at = ?
                        where id = ? and accepted_at is null and revoked_at is null
                        """,
                        clock.instant(),
                        invitation.id());
        if (accepted == 0) {
            throw invalid();
        }
        checkRoom(invitation.account());
        sql.update(
                """
                insert into membership (account_id, user_id, role, created_at) values (?, ?, ?, ?)
                on conflict (account_id, user_id) do nothing
                """,
                invitation.account().value(),
                user.value(),
                invitation.role().wire(),
                clock.instant());
        audit.recordOf(
                user,
                new AuditEntry(
                        invitation.account(),
                        "invitation.accepted",
                        invitation.id().toString(),
                        Map.of("role", invitation.role().wire())));
    }

    private void checkRoom(AccountId account) {
        long limit = limits.of(account).members();
        long members =
                sql.one(
                        "select count(*) as n from membership where account_id = ?",
                        row -> row.number("n"),
                        account.value());
        if (!Limits.allowsOneMore(limit, members)) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "The account has at most " + limit + " members");
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ProblemCode.LINK_INVALID, "This invitation is not good, or no longer");
    }
}
