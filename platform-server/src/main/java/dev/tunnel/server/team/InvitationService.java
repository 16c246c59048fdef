package dev.tunnel.server.team;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.mail.Links;
import dev.tunnel.server.mail.Mail;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// Invitations into an account, as those who manage it see them.
@ApplicationScoped
class InvitationService {
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final int MOST = 200;
    private static final String OPEN =
            " where account_id = ? and accepted_at is null and revoked_at is null";

    private final Sql sql;
    private final AccountsService accounts;
    private final LimitService limits;
    private final Links links;
    private final Event<Mail> mail;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    InvitationService(
            Sql sql,
            AccountsService accounts,
            LimitService limits,
            Links links,
            Event<Mail> mail,
            AuditLog audit,
            SecureRandom random,
            Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.limits = limits;
        this.links = links;
        this.mail = mail;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    Page<InvitationView> list(AccountId account, PageRequest page) {
        return Page.of(
                sql.list(
                        InvitationView.SELECT
                                + OPEN
                                + " and (created_at, id) < (?, ?)"
                                + " order by created_at desc, id desc limit ?",
                        InvitationView::of,
                        account.value(),
                        page.from().at(),
                        page.from().id(),
                        page.fetchSize()),
                page,
                InvitationView::cursor);
    }

    /// @throws ProblemException `not_found`
    InvitationView get(AccountId account, UUID id) {
        return sql.first(
                        InvitationView.SELECT + OPEN + " and id = ?",
                        InvitationView::of,
                        account.value(),
                        id)
                .orElseThrow(ProblemException::notFound);
    }

    /// Invites somebody, and mails it.
    ///
    /// @throws ProblemException `forbidden` for a role above one's own, `limit_reached`
    @Transactional
    CreatedInvitation invite(Identity by, String email, Role role) {
        if (!by.role().covers(role)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "Only an owner invites owners");
        }
        limits.serialise(by.account());
        checkRoom(by.account());
        Instant now = clock.instant();
        Secret secret = Secret.mint(SecretKind.INVITATION, random);
        InvitationView invitation =
                new InvitationView(
                        UUID.randomUUID(),
                        email,
                        role.wire(),
                        by.user().value(),
                        now,
                        now.plus(LIFETIME));
        insert(by.account(), invitation, secret);
        String link = links.to("invitation", secret);
        String account = accounts.get(by.user(), by.account()).name();
        mail.fire(
                new Mail(
                        email,
                        "Invitation to " + account,
                        """
                        You were invited to the account %s.

                        Accept within seven days: %s
                        """
                                .formatted(account, link),
                        link));
        audit.record(
                new AuditEntry(
                        by.account(),
                        "invitation.created",
                        invitation.id().toString(),
                        Map.of("email", email, "role", role.wire())));
        return CreatedInvitation.of(invitation, secret, link);
    }

    /// @throws ProblemException `not_found`
    @Transactional
    void revoke(AccountId account, UUID id) {
        int revoked =
                sql.update(
                        """
                        update invitation set revoked_at = ?
                        where account_id = ? and id = ? and accepted_at is null
                            and revoked_at is null
                        """,
                        clock.instant(),
                        account.value(),
                        id);
        if (revoked == 0) {
            throw ProblemException.notFound();
        }
        audit.record(new AuditEntry(account, "invitation.revoked", id.toString()));
    }

    private void checkRoom(AccountId account) {
        long open =
                sql.one(
                        "select count(*) as n from invitation" + OPEN + " and expires_at > ?",
                        row -> row.number("n"),
                        account.value(),
                        clock.instant());
        if (open >= MOST) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "At most " + MOST + " invitations are open at once");
        }
    }

    private void insert(AccountId account, InvitationView invitation, Secret secret) {
        sql.update(
                """
                insert into invitation (id, account_id, email, role, hash, invited_by, created_at,
                    expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                invitation.id(),
                account.value(),
                invitation.email(),
                invitation.role(),
                secret.hash().bytes(),
                invitation.invitedBy(),
                invitation.createdAt(),
                invitation.expiresAt());
    }
}
