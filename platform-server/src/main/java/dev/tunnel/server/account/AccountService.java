package dev.tunnel.server.account;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.setting.Signup;
import dev.tunnel.server.setting.SignupSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Users and the accounts that they belong to.
@ApplicationScoped
public class AccountService {
    private final Users users;
    private final EntityManager entities;
    private final AuditLog audit;
    private final SignupSetting signup;
    private final Invitations invitations;
    private final Clock clock;

    AccountService(
            Users users,
            EntityManager entities,
            AuditLog audit,
            SignupSetting signup,
            Invitations invitations,
            Clock clock) {
        this.users = users;
        this.entities = entities;
        this.audit = audit;
        this.signup = signup;
        this.invitations = invitations;
        this.clock = clock;
    }

    /// Makes a user with an account of its own. The first user administers the server, and may sign
    /// up even where sign-up is closed: otherwise nobody could.
    ///
    /// @throws ProblemException `email_taken`, `signup_closed`, `invitation_required`
    @Transactional
    public Profile register(Registration registration) {
        users.lockForSignUp();
        boolean first = users.none();
        if (!first) {
            checkOpen();
        }
        return create(registration, first);
    }

    /// Makes a user who was invited, with an account of its own and as a member of the other.
    ///
    /// @throws ProblemException `email_taken`, `signup_closed`, `link_invalid`, `forbidden` for
    ///   another's invitation
    @Transactional
    public Profile register(Registration registration, Sha256 invitation) {
        users.lockForSignUp();
        if (signup.current() == Signup.CLOSED) {
            throw closed();
        }
        Invitations.Open open = invitations.open(invitation);
        Invitations.check(open, registration.email());
        Profile profile = create(registration, false);
        invitations.join(profile.user(), open);
        return profile;
    }

    /// Makes a user with an account, as an administrator decided.
    ///
    /// @throws ProblemException `email_taken`
    @Transactional
    public Profile create(Registration registration) {
        users.lockForSignUp();
        return create(registration, false);
    }

    /// What a login with that email is checked against.
    @Transactional
    public Optional<Credentials> credentials(String email) {
        return users.byEmail(email)
                .map(user -> new Credentials(new UserId(user.id), user.passwordHash));
    }

    /// A user with the account that it acts for unless it names another: the one that it belongs to
    /// longest, rather one that is not suspended.
    @Transactional
    public Optional<Profile> profile(UserId user) {
        List<Profile> all = users.profiles(user.value());
        return all.stream()
                .filter(profile -> !profile.suspended())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /// A user with one of its accounts.
    @Transactional
    public Optional<Profile> profile(UserId user, AccountId account) {
        return users.profiles(user.value()).stream()
                .filter(profile -> profile.account().equals(account))
                .findFirst();
    }

    /// The user has that address; said once it was proved.
    ///
    /// @return false if the user has another address by now
    @Transactional
    public boolean verified(UserId user, String email) {
        return users.update(
                        "emailVerifiedAt = ?1 where id = ?2 and email = ?3",
                        clock.instant(),
                        user.value(),
                        email)
                == 1;
    }

    /// The user has another address from now on.
    ///
    /// @throws ProblemException `email_taken`
    @Transactional
    public void changeEmail(UserId user, String email) {
        users.lockForSignUp();
        if (users.byEmail(email).filter(other -> !other.id.equals(user.value())).isPresent()) {
            throw taken();
        }
        set(user, "email", email);
        audit.recordOf(user, new AuditEntry(null, "user.email_changed", user.toString()));
    }

    /// Changes what a user is called.
    @Transactional
    public void rename(UserId user, String displayName) {
        set(user, "displayName", displayName);
        audit.record(
                new AuditEntry(null, "user.renamed", user.toString(), Map.of("name", displayName)));
    }

    /// What the user's password is checked against.
    @Transactional
    public Credentials credentials(UserId user) {
        return new Credentials(user, users.findById(user.value()).passwordHash);
    }

    /// Whether a password that was checked before this transaction is still the user's. If so, it
    /// stays that until the transaction ends.
    @Transactional(TxType.MANDATORY)
    public boolean stillGood(Credentials checked) {
        return users.keepPassword(checked.user().value(), checked.passwordHash());
    }

    /// Gives a user another password.
    ///
    /// @param passwordHash Argon2id in PHC form
    @Transactional
    public void changePassword(UserId user, String passwordHash) {
        set(user, "passwordHash", passwordHash);
        audit.record(new AuditEntry(null, "user.password_changed", user.toString()));
    }

    /// Whether the server still waits for its first user.
    @Transactional
    public boolean setupRequired() {
        return users.none();
    }

    private void set(UserId user, String column, String value) {
        if (users.update(column + " = ?1 where id = ?2", value, user.value()) == 0) {
            throw ProblemException.notFound();
        }
    }

    private void checkOpen() {
        switch (signup.current()) {
            case OPEN -> {}
            case INVITE ->
                    throw new ProblemException(
                            ProblemCode.INVITATION_REQUIRED, "Sign up with an invitation");
            case CLOSED -> throw closed();
        }
    }

    private static ProblemException taken() {
        return new ProblemException(ProblemCode.EMAIL_TAKEN, "There is an account with this email");
    }

    private static ProblemException closed() {
        return new ProblemException(ProblemCode.SIGNUP_CLOSED, "This server takes no new accounts");
    }

    private Profile create(Registration registration, boolean serverAdmin) {
        if (users.byEmail(registration.email()).isPresent()) {
            throw taken();
        }
        Instant now = clock.instant();
        User user = new User(UUID.randomUUID(), registration, serverAdmin, now);
        Account account = new Account(UUID.randomUUID(), registration.email(), now);
        Membership membership =
                new Membership(new Membership.Key(account.id, user.id), Membership.OWNER, now);
        entities.persist(account);
        entities.persist(user);
        entities.flush();
        entities.persist(membership);
        entities.flush();
        audit.record(
                new AuditEntry(
                        new AccountId(account.id),
                        "user.created",
                        user.id.toString(),
                        Map.of("serverAdmin", String.valueOf(serverAdmin))));
        return users.profiles(user.id).getFirst();
    }
}
