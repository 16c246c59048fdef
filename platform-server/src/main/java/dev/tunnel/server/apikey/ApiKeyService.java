package dev.tunnel.server.apikey;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller.Credential;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.ClientAddress;
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
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// API keys of an account. A key acts for the user who made it, in the account that it was made in:
/// it may do what that user may, or only read.
@ApplicationScoped
public class ApiKeyService {
    private final ApiKeys keys;
    private final LimitService limits;
    private final Precondition precondition;
    private final AuditLog audit;
    private final ClientAddress address;
    private final SecureRandom random;
    private final Clock clock;

    ApiKeyService(
            ApiKeys keys,
            LimitService limits,
            Precondition precondition,
            AuditLog audit,
            ClientAddress address,
            SecureRandom random,
            Clock clock) {
        this.keys = keys;
        this.limits = limits;
        this.precondition = precondition;
        this.audit = audit;
        this.address = address;
        this.random = random;
        this.clock = clock;
    }

    /// Who calls with a key.
    ///
    /// @param reads whether the request changes nothing
    /// @throws ProblemException `api_key_invalid`, `account_suspended`, or `forbidden` when the key
    ///   may only read
    public Identity identify(Sha256 hash, boolean reads) {
        Instant now = clock.instant();
        ApiKeys.Found key =
                keys.withHash(hash, now, address.ip())
                        .filter(ApiKeys.Found::good)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemCode.API_KEY_INVALID,
                                        "This API key is not known here, was revoked or has"
                                                + " expired"));
        if (key.suspended()) {
            throw new ProblemException(
                    ProblemCode.ACCOUNT_SUSPENDED, "An administrator suspended this account");
        }
        if (key.scope() == KeyScope.READ && !reads) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "This API key may only read");
        }
        if (!key.usedLately()) {
            keys.touch(key.id(), now, address.ip());
        }
        return new Identity(
                key.user(),
                key.account(),
                key.role(),
                key.serverAdmin(),
                new Credential.ApiKey(key.id()));
    }

    @Transactional
    Page<ApiKeyView> list(AccountId account, PageRequest page) {
        return keys.page(account, page);
    }

    /// @throws ProblemException `not_found`, also for another account's
    @Transactional
    ApiKeyView get(AccountId account, UUID id) {
        return keys.find(account, id).orElseThrow(ProblemException::notFound);
    }

    /// Makes one; the secret is in the answer and nowhere else.
    @Transactional
    CreatedApiKey create(Identity owner, NewApiKey wanted) {
        limits.serialise(owner.account());
        Instant now = clock.instant();
        Times.checkEnd("expiresAt", wanted.expiresAt(), now);
        long limit = limits.of(owner.account()).apiKeys();
        if (!Limits.allowsOneMore(limit, keys.countLive(owner.account()))) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "The account has at most " + limit + " API keys");
        }
        Secret secret = Secret.mint(SecretKind.API_KEY, random);
        ApiKeyView key =
                new ApiKeyView(
                        UUID.randomUUID(),
                        wanted.name().strip(),
                        secret.shown(),
                        Objects.requireNonNullElse(wanted.scope(), KeyScope.WRITE),
                        owner.user().value(),
                        now,
                        wanted.expiresAt(),
                        null,
                        null);
        keys.insert(owner.account(), key, secret);
        audit.record(
                new AuditEntry(
                        owner.account(),
                        "api_key.created",
                        key.id().toString(),
                        Map.of("name", key.name(), "scope", key.scope().wire())));
        return CreatedApiKey.of(key, secret);
    }

    /// Revokes one: the next request with it is refused.
    ///
    /// @throws ProblemException `not_found`, also for another account's
    @Transactional
    void revoke(AccountId account, UUID id) {
        precondition.check(get(account, id));
        if (!keys.revoke(account, id, clock.instant())) {
            throw ProblemException.notFound();
        }
        audit.record(new AuditEntry(account, "api_key.revoked", id.toString()));
    }
}
