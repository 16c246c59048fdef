package dev.tunnel.server.account;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Users and the accounts that they own.
@ApplicationScoped
public class AccountService {
    private final Users users;
    private final EntityManager entities;
    private final AuditLog audit;
    private final TunnelConfig config;
    private final Clock clock;

    AccountService(
            Users users, EntityManager entities, AuditLog audit, TunnelConfig config, Clock clock) {
        this.users = users;
        this.entities = entities;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /// Makes a user with an account of its own. The first user administers the server, and may sign
    /// up even where sign-up is closed: otherwise nobody could.
    ///
    /// @throws ProblemException `email_taken`, `signup_closed`
    @Transactional
    public Profile register(Registration registration) {
        users.lockForSignUp();
        boolean first = users.none();
        if (!first && config.signup() == TunnelConfig.Signup.CLOSED) {
            throw new ProblemException(
                    ProblemCode.SIGNUP_CLOSED, "This server takes no new accounts");
        }
        if (users.byEmail(registration.email()).isPresent()) {
            throw new ProblemException(
                    ProblemCode.EMAIL_TAKEN, "There is an account with this email");
        }
        return create(registration, first);
    }

    /// What a login with that email is checked against.
    @Transactional
    public Optional<Credentials> credentials(String email) {
        return users.byEmail(email)
                .map(user -> new Credentials(new UserId(user.id), user.passwordHash));
    }

    /// A user with its account.
    @Transactional
    public Optional<Profile> profile(UserId user) {
        return users.profile(user.value());
    }

    /// Whether the server still waits for its first user.
    @Transactional
    public boolean setupRequired() {
        return users.none();
    }

    private Profile create(Registration registration, boolean serverAdmin) {
        Instant now = clock.instant();
        User user = new User(UUID.randomUUID(), registration, serverAdmin, now);
        Account account = new Account(UUID.randomUUID(), registration.email(), now);
        Membership membership =
                new Membership(new Membership.Key(account.id, user.id), Membership.OWNER, now);
        entities.persist(account);
        entities.persist(user);
        entities.flush();
        entities.persist(membership);
        audit.record(
                new AuditEntry(
                        new AccountId(account.id),
                        "user.signed_up",
                        user.id.toString(),
                        Map.of("serverAdmin", String.valueOf(serverAdmin))));
        return new Profile(
                new UserId(user.id),
                user.email,
                serverAdmin,
                now,
                new AccountId(account.id),
                account.name,
                membership.role,
                false);
    }
}
