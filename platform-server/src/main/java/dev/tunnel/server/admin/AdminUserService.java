package dev.tunnel.server.admin;

import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.account.Administrators;
import dev.tunnel.server.account.Directory;
import dev.tunnel.server.account.Registration;
import dev.tunnel.server.account.Suspensions;
import dev.tunnel.server.account.UserView;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.auth.EmailService;
import dev.tunnel.server.auth.Passwords;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Precondition;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;

/// What administrators do with users.
@ApplicationScoped
class AdminUserService {
    private final AccountService accounts;
    private final Administrators administrators;
    private final Suspensions suspensions;
    private final Directory directory;
    private final LimitSetting limitSetting;
    private final Passwords passwords;
    private final EmailService emails;
    private final AuditLog audit;
    private final Precondition precondition;
    private final Sql sql;
    private final SecureRandom random;

    AdminUserService(
            AccountService accounts,
            Administrators administrators,
            Suspensions suspensions,
            Directory directory,
            LimitSetting limitSetting,
            Passwords passwords,
            EmailService emails,
            AuditLog audit,
            Precondition precondition,
            Sql sql,
            SecureRandom random) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.suspensions = suspensions;
        this.directory = directory;
        this.limitSetting = limitSetting;
        this.passwords = passwords;
        this.emails = emails;
        this.audit = audit;
        this.precondition = precondition;
        this.sql = sql;
        this.random = random;
    }

    /// Makes a user with an account, whether sign-up is open or not.
    ///
    /// @throws ProblemException `email_taken`
    UserView create(NewUser wanted) {
        String name = Objects.requireNonNullElse(wanted.displayName(), "").strip();
        String password = wanted.password();
        String hash =
                passwords.hash(
                        password == null
                                ? Secret.mint(SecretKind.SESSION, random).value()
                                : password);
        UserView made =
                create(new Registration(wanted.email(), hash, name), "admin".equals(wanted.role()));
        if (password == null) {
            emails.sendReset(new UserId(made.id()));
        }
        return made;
    }

    /// A link with which the user sets a password anew; it is mailed, too.
    ///
    /// @throws ProblemException `not_found`
    @Transactional
    ResetLink resetPassword(UUID id) {
        UserView user = directory.user(id);
        audit.record(new AuditEntry(null, "password_reset.issued", user.id().toString()));
        return new ResetLink(emails.sendReset(new UserId(id)));
    }

    @Transactional
    UserView create(Registration registration, boolean administrator) {
        UserId user = accounts.create(registration).user();
        if (administrator) {
            administrators.set(user, true);
        }
        return directory.user(user.value());
    }

    /// All of the changes, or none.
    ///
    /// @throws ProblemException `not_found`, `last_admin`, `precondition_failed`
    @Transactional
    UserView change(UUID id, UserChange change) {
        if (change.role() != null || change.suspended() != null) {
            administrators.serialise();
        }
        sql.list("select id from app_user where id = ? for no key update", _ -> id, id);
        UserView before = directory.user(id);
        precondition.check(before);
        UserId user = new UserId(id);
        if (change.displayName() != null) {
            accounts.rename(user, change.displayName().strip());
        }
        if (change.role() != null && !change.role().equals(before.role())) {
            administrators.set(user, change.role().equals("admin"));
        }
        if (change.limits() != null) {
            UUID own = before.accountId();
            if (own == null) {
                throw ProblemException.invalid("limits", "cannot be: the user owns no account");
            }
            limitSetting.set(new AccountId(own), change.limits());
        }
        if (change.suspended() != null) {
            suspend(user, change.suspended());
        }
        return directory.user(id);
    }

    private void suspend(UserId user, boolean suspended) {
        if (suspended) {
            suspensions.suspend(user);
        } else {
            suspensions.resume(user);
        }
    }
}
