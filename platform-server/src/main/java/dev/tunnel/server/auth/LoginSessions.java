package dev.tunnel.server.auth;

import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.account.Credentials;
import dev.tunnel.server.account.Profile;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.secret.Sha256;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Logins as families of refresh tokens. Each token is good for one refresh; one that comes twice
/// was in two hands, so the whole family ends.
@ApplicationScoped
class LoginSessions {
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final AccountService accounts;
    private final RefreshTokens tokens;
    private final Logins logins;
    private final MailLinks mailed;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    LoginSessions(
            AccountService accounts,
            RefreshTokens tokens,
            Logins logins,
            MailLinks mailed,
            AuditLog audit,
            SecureRandom random,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.logins = logins;
        this.mailed = mailed;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /// A refresh token, whose it is, and the login that it belongs to.
    record Grant(UserId user, UUID login, Secret refreshToken) {}

    /// Begins a family; empty if the password that was checked is not the user's any more. One that
    /// changes meanwhile waits for the login, and ends it.
    @Transactional
    public Optional<Grant> begin(Profile profile, Credentials checked) {
        if (!accounts.stillGood(checked)) {
            return Optional.empty();
        }
        UserId user = profile.user();
        UUID login = UUID.randomUUID();
        logins.begin(login, user);
        audit.recordOf(
                user,
                new AuditEntry(
                        profile.account(),
                        "user.logged_in",
                        user.toString(),
                        Map.of("login", login.toString())));
        return Optional.of(issue(login, user));
    }

    /// Trades a token for the next of its family; empty if it is not good, or no longer.
    @Transactional
    public Optional<Grant> rotate(Sha256 presented) {
        tokens.lockFamily(presented);
        Instant now = clock.instant();
        boolean used = tokens.use(presented, now);
        Optional<RefreshToken> token = tokens.byHash(presented);
        if (used) {
            return token.map(current -> {
                logins.touch(current.family);
                return issue(current.family, new UserId(current.userId));
            });
        }
        token.filter(reused -> reused.usedAt != null && reused.revokedAt == null)
                .ifPresent(reused -> endStolen(reused, now));
        return Optional.empty();
    }

    /// Ends the family of a token, if there is one.
    @Transactional
    public void end(Sha256 presented) {
        tokens.lockFamily(presented)
                .ifPresent(family -> {
                    Optional<UserId> user = logins.end(family);
                    tokens.revokeFamily(family, clock.instant());
                    user.ifPresent(known ->
                            audit.recordOf(
                                    known,
                                    new AuditEntry(null, "user.logged_out", known.toString())));
                });
    }

    /// Gives a user another password and ends the other logins and the links that could change it
    /// again, all or nothing.
    ///
    /// @return false if the password that was checked is not the user's any more
    @Transactional
    public boolean changePassword(Credentials checked, UUID kept, String hash) {
        if (!accounts.stillGood(checked)) {
            return false;
        }
        UserId user = checked.user();
        accounts.changePassword(user, hash);
        mailed.endChanges(user);
        endOthers(user, kept);
        return true;
    }

    /// Notes a login that failed. The email is not kept: people type passwords there.
    @Transactional
    public void noteFailure(String email) {
        String known =
                accounts.credentials(email).map(it -> it.user().toString()).orElse("unknown");
        audit.record(new AuditEntry(null, "login.failed", known));
    }

    /// Ends a login of a user, as the user decided.
    ///
    /// @throws ProblemException `not_found`
    @Transactional
    public void end(UserId user, UUID login) {
        if (!logins.isLive(user, login)) {
            throw ProblemException.notFound();
        }
        endAll(user, List.of(login));
    }

    /// Ends every login of a user but one.
    @Transactional
    public void endOthers(UserId user, UUID kept) {
        endAll(user, logins.live(user).stream().filter(login -> !login.equals(kept)).toList());
    }

    /// Ends every login of a user.
    @Transactional
    public void endAll(UserId user) {
        endAll(user, logins.live(user));
    }

    private void endAll(UserId user, List<UUID> ended) {
        for (UUID login : ended) {
            tokens.lockFamily(login);
            logins.end(login);
            tokens.revokeFamily(login, clock.instant());
            audit.record(
                    new AuditEntry(
                            null,
                            "login.ended",
                            user.toString(),
                            Map.of("login", login.toString())));
        }
    }

    @Scheduled(every = "6h", delayed = "5m")
    @Transactional
    void forgetExpired() {
        tokens.deleteExpired(clock.instant());
        logins.forget();
    }

    private Grant issue(UUID family, UserId user) {
        Instant now = clock.instant();
        Secret secret = Secret.mint(SecretKind.REFRESH_TOKEN, random);
        tokens.persist(new RefreshToken(family, user, secret.hash(), now, now.plus(LIFETIME)));
        return new Grant(user, family, secret);
    }

    private void endStolen(RefreshToken reused, Instant now) {
        logins.end(reused.family);
        tokens.revokeFamily(reused.family, now);
        audit.recordOf(
                new UserId(reused.userId),
                new AuditEntry(null, "login.refresh_token_reused", reused.userId.toString()));
    }
}
