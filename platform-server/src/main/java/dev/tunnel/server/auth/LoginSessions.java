package dev.tunnel.server.auth;

import dev.tunnel.server.account.Profile;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.UserId;
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
import java.util.Optional;
import java.util.UUID;

/// Logins as families of refresh tokens. Each token is good for one refresh; one that comes twice
/// was in two hands, so the whole family ends.
@ApplicationScoped
class LoginSessions {
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final RefreshTokens tokens;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    LoginSessions(RefreshTokens tokens, AuditLog audit, SecureRandom random, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /// A refresh token and whose it is.
    record Grant(UserId user, Secret refreshToken) {}

    /// Begins a family.
    @Transactional
    public Grant begin(Profile profile) {
        UserId user = profile.user();
        audit.record(new AuditEntry(profile.account(), "user.logged_in", user.toString()));
        return issue(UUID.randomUUID(), user);
    }

    /// Trades a token for the next of its family; empty if it is not good, or no longer.
    @Transactional
    public Optional<Grant> rotate(Sha256 presented) {
        tokens.lockFamily(presented);
        Instant now = clock.instant();
        boolean used = tokens.use(presented, now);
        Optional<RefreshToken> token = tokens.byHash(presented);
        if (used) {
            return token.map(current -> issue(current.family, new UserId(current.userId)));
        }
        token.filter(reused -> reused.usedAt != null && reused.revokedAt == null)
                .ifPresent(reused -> endStolen(reused, now));
        return Optional.empty();
    }

    /// Ends the family of a token, if there is one.
    @Transactional
    public void end(Sha256 presented) {
        tokens.lockFamily(presented)
                .ifPresent(family -> tokens.revokeFamily(family, clock.instant()));
    }

    @Scheduled(every = "6h", delayed = "1m")
    @Transactional
    void forgetExpired() {
        tokens.deleteExpired(clock.instant());
    }

    private Grant issue(UUID family, UserId user) {
        Instant now = clock.instant();
        Secret secret = Secret.mint(SecretKind.REFRESH_TOKEN, random);
        tokens.persist(new RefreshToken(family, user, secret.hash(), now, now.plus(LIFETIME)));
        return new Grant(user, secret);
    }

    private void endStolen(RefreshToken reused, Instant now) {
        tokens.revokeFamily(reused.family, now);
        audit.recordBy(
                "user:" + reused.userId,
                new AuditEntry(null, "login.refresh_token_reused", reused.userId.toString()));
    }
}
