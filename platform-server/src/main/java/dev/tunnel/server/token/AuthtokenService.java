package dev.tunnel.server.token;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.Precondition;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.http.Times;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.quota.Limits;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.secret.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Authtokens of an account.
@ApplicationScoped
public class AuthtokenService {
    private final Authtokens tokens;
    private final LimitService limits;
    private final Precondition precondition;
    private final Event<AuthtokenRevoked> revoked;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    AuthtokenService(
            Authtokens tokens,
            LimitService limits,
            Precondition precondition,
            Event<AuthtokenRevoked> revoked,
            AuditLog audit,
            SecureRandom random,
            Clock clock) {
        this.tokens = tokens;
        this.limits = limits;
        this.precondition = precondition;
        this.revoked = revoked;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    @Transactional
    Page<AuthtokenView> list(AccountId account, PageRequest page) {
        return Page.of(tokens.page(account, page), page, Authtoken::cursor).map(AuthtokenView::of);
    }

    /// @throws ProblemException `not_found`, also for another account's
    @Transactional
    AuthtokenView get(AccountId account, UUID id) {
        return tokens.live(account, id)
                .map(AuthtokenView::of)
                .orElseThrow(ProblemException::notFound);
    }

    /// Makes one; the secret is in the answer and nowhere else.
    @Transactional
    CreatedAuthtoken create(Identity owner, NewAuthtoken wanted) {
        limits.serialise(owner.account());
        Instant now = clock.instant();
        Times.checkEnd("expiresAt", wanted.expiresAt(), now);
        long limit = limits.of(owner.account()).authtokens();
        if (!Limits.allowsOneMore(limit, tokens.countLive(owner.account()))) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "The account has at most " + limit + " authtokens");
        }
        Secret secret = Secret.mint(SecretKind.AUTHTOKEN, random);
        Authtoken token = new Authtoken(owner, wanted, secret, now);
        tokens.persist(token);
        audit.record(
                new AuditEntry(
                        owner.account(),
                        "authtoken.created",
                        token.id.toString(),
                        Map.of("name", token.name, "prefix", token.prefix)));
        return CreatedAuthtoken.of(token, secret);
    }

    /// Revokes one, and with it the sessions that were begun with it.
    ///
    /// @throws ProblemException `not_found`, also for another account's
    @Transactional
    void revoke(AccountId account, UUID id) {
        limits.serialise(account);
        precondition.check(get(account, id));
        if (!tokens.revoke(account, id, clock.instant())) {
            throw ProblemException.notFound();
        }
        audit.record(new AuditEntry(account, "authtoken.revoked", id.toString()));
        revoked.fire(new AuthtokenRevoked(account, id));
    }

    /// The account that a token is of, whether it is good or not.
    public Optional<AccountId> account(Sha256 hash) {
        return tokens.accountOf(hash);
    }

    /// Whether an agent may connect with a token, and for whom.
    ///
    /// @param ip the agent's address, kept with the token as its last use
    @Transactional
    public AuthtokenCheck check(Sha256 hash, String ip) {
        return tokens.byHash(hash)
                .map(found -> check(found, ip))
                .orElseGet(AuthtokenCheck.Unknown::new);
    }

    /// What an authtoken of an account may open, whether it is still good or not.
    @Transactional
    public Scope scope(AccountId account, UUID id) {
        return tokens.find("accountId = ?1 and id = ?2", account.value(), id).singleResult().scope;
    }

    private AuthtokenCheck check(Authtokens.Found found, String ip) {
        Authtoken token = found.token();
        if (token.revokedAt != null) {
            return new AuthtokenCheck.Revoked();
        }
        if (token.expiresAt != null && !token.expiresAt.isAfter(clock.instant())) {
            return new AuthtokenCheck.Expired();
        }
        if (found.suspended()) {
            return new AuthtokenCheck.Suspended();
        }
        tokens.touch(token.id, clock.instant(), ip);
        return new AuthtokenCheck.Valid(
                token.id,
                token.name,
                token.prefix,
                new AccountId(token.accountId),
                found.accountName(),
                token.scope,
                token.createdBy == null ? null : new UserId(token.createdBy));
    }
}
