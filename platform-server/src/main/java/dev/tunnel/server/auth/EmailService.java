package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.account.Credentials;
import dev.tunnel.server.account.Profile;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.auth.MailLinks.Purpose;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.mail.Links;
import dev.tunnel.server.mail.Mail;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.Sha256;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/// What is done with a link that was mailed: proving an address, and a password set anew by who has
/// forgotten it.
@ApplicationScoped
public class EmailService {
    private static final Duration PROOF = Duration.ofDays(3);
    private static final Duration RESET = Duration.ofHours(1);

    private final AccountService accounts;
    private final MailLinks mailed;
    private final LoginSessions sessions;
    private final Links links;
    private final Event<Mail> mail;
    private final AuditLog audit;
    private final Clock clock;

    EmailService(
            AccountService accounts,
            MailLinks mailed,
            LoginSessions sessions,
            Links links,
            Event<Mail> mail,
            AuditLog audit,
            Clock clock) {
        this.accounts = accounts;
        this.mailed = mailed;
        this.sessions = sessions;
        this.links = links;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /// Mails a link that proves the user's address.
    @Transactional
    void sendProof(UserId user) {
        String email = accounts.profile(user).map(Profile::email).orElseThrow();
        Secret secret =
                mailed.issue(user, Purpose.VERIFY_EMAIL, email, clock.instant().plus(PROOF));
        String link = links.to("verify-email", secret);
        mail.fire(
                new Mail(
                        email,
                        "Confirm your email address",
                        """
                        Somebody, hopefully you, signed up with this address.

                        Confirm it within three days: %s
                        """
                                .formatted(link),
                        link));
    }

    /// Mails a link that makes an address the user's, and a word to the one that it replaces.
    ///
    /// @return false if the password that was checked is not the user's any more
    @Transactional
    boolean sendChange(Credentials checked, String email) {
        if (!accounts.stillGood(checked)) {
            return false;
        }
        UserId user = checked.user();
        String before = accounts.profile(user).map(Profile::email).orElseThrow();
        Secret secret =
                mailed.issue(user, Purpose.CHANGE_EMAIL, email, clock.instant().plus(PROOF));
        String link = links.to("verify-email", secret);
        mail.fire(
                new Mail(
                        email,
                        "Confirm your new email address",
                        "Confirm it within three days: %s%n".formatted(link),
                        link));
        mail.fire(
                new Mail(
                        before,
                        "Your email address is about to change",
                        "If it was not you, set a new password: %s%n".formatted(links.home()),
                        links.home()));
        audit.record(new AuditEntry(null, "user.email_change_requested", user.toString()));
        return true;
    }

    /// Whoever reads the mail of an address that was replaced sets no password any more.
    ///
    /// @throws ProblemException `link_invalid`, `email_taken`
    @Transactional
    void prove(Sha256 secret) {
        MailLinks.Link link =
                mailed.good(secret)
                        .filter(good -> good.purpose() != Purpose.RESET_PASSWORD)
                        .orElseThrow(EmailService::invalid);
        UserId user = link.user();
        if (link.purpose() == Purpose.CHANGE_EMAIL) {
            accounts.changeEmail(user, link.email());
            mailed.end(user, Purpose.RESET_PASSWORD);
        }
        if (!accounts.verified(user, link.email()) || !mailed.use(secret)) {
            throw invalid();
        }
        audit.recordOf(user, new AuditEntry(null, "user.email_verified", user.toString()));
    }

    /// Mails a link with which the password can be set anew. Whether there is such a user is not
    /// said, and does not show.
    @Transactional
    void forgotten(String email) {
        String subject =
                accounts.credentials(email)
                        .filter(known -> accounts.profile(known.user()).isPresent())
                        .map(known -> {
                            sendReset(known.user());
                            return known.user().toString();
                        })
                        .orElse("unknown");
        audit.record(new AuditEntry(null, "password_reset.requested", subject));
    }

    /// Mails the link to a user.
    ///
    /// @return the link
    @Transactional
    public String sendReset(UserId user) {
        String email =
                accounts.profile(user).map(Profile::email).orElseThrow(ProblemException::notFound);
        Secret secret =
                mailed.issue(user, Purpose.RESET_PASSWORD, email, clock.instant().plus(RESET));
        String link = links.to("reset-password", secret);
        mail.fire(
                new Mail(
                        email,
                        "Set a new password",
                        """
                        Somebody, hopefully you, wants to set a new password. If it was not you, do nothing.

                        Set it within an hour: %s
                        """
                                .formatted(link),
                        link));
        return link;
    }

    /// Sets a password by such a link, and ends all logins, and changes of address that somebody
    /// with the old password began. Who got the mail has the address.
    ///
    /// @throws ProblemException `link_invalid`
    @Transactional
    void reset(Sha256 secret, String passwordHash) {
        MailLinks.Link link =
                mailed.good(secret)
                        .filter(good -> good.purpose() == Purpose.RESET_PASSWORD)
                        .orElseThrow(EmailService::invalid);
        UserId user = link.user();
        accounts.changePassword(user, passwordHash);
        if (!mailed.use(secret)) {
            throw invalid();
        }
        mailed.endChanges(user);
        boolean _ = accounts.verified(user, link.email());
        sessions.endAll(user);
        audit.recordOf(user, new AuditEntry(null, "password_reset.done", user.toString()));
    }

    @Scheduled(every = "6h", delayed = "2m")
    @Transactional
    void forgetExpired() {
        mailed.forgetExpired();
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ProblemCode.LINK_INVALID, "This link is not good, or no longer: ask for another");
    }
}
