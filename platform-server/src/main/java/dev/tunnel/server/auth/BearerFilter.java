package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.apikey.ApiKeyService;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.AccessRule;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets a request through to what takes a user only with a good access token or API key and the
/// role that it needs, and says who it is. The user's state is asked for each request, so what an
/// administrator or owner takes away is gone at once.
final class BearerFilter {
    /// Names the account that a request is for, where it is not the one of the access token.
    static final String ACCOUNT = "Tunnel-Account";

    private static final Set<String> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final AccessTokens tokens;
    private final Standings standings;
    private final ApiKeyService keys;
    private final Caller caller;

    BearerFilter(AccessTokens tokens, Standings standings, ApiKeyService keys, Caller caller) {
        this.tokens = tokens;
        this.standings = standings;
        this.keys = keys;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void identify(ContainerRequestContext request, ResourceInfo resource) {
        Credentials taken = AccessRule.of(resource);
        if (AccessRule.agents(resource) && isAuthtoken(request)) {
            // Checked by the filter that knows authtokens.
            return;
        }
        if (taken == Credentials.USER
                || taken == Credentials.PERSON
                || taken == Credentials.ADMIN) {
            boolean reads = READING.contains(request.getMethod());
            Identity identity = identity(request, taken, reads);
            check(identity, taken, AccessRule.role(resource, reads));
            caller.is(identity);
        }
    }

    private static boolean isAuthtoken(ContainerRequestContext request) {
        return AccessRule.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(Secret::new)
                .filter(secret -> secret.is(SecretKind.AUTHTOKEN))
                .isPresent();
    }

    private Identity identity(ContainerRequestContext request, Credentials taken, boolean reads) {
        String bearer =
                AccessRule.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                        .orElseThrow(BearerFilter::missing);
        Optional<AccountId> asked =
                Optional.ofNullable(request.getHeaderString(ACCOUNT)).map(BearerFilter::account);
        Secret secret = new Secret(bearer);
        if (!secret.is(SecretKind.API_KEY)) {
            return standings.of(tokens.verify(bearer), asked);
        }
        Identity identity = keys.identify(secret.hash(), reads);
        if (taken == Credentials.PERSON) {
            throw forbidden("This takes the access token of a login, and no API key");
        }
        if (asked.isPresent() && !asked.get().equals(identity.account())) {
            throw ProblemException.notFound();
        }
        return identity;
    }

    private static void check(Identity identity, Credentials taken, Role needed) {
        if (taken == Credentials.ADMIN && !identity.serverAdmin()) {
            throw forbidden("This takes an administrator of the server");
        }
        if (taken == Credentials.USER && !identity.role().covers(needed)) {
            throw forbidden(
                    "This takes the role %s in the account; yours is %s"
                            .formatted(needed.wire(), identity.role().wire()));
        }
    }

    private static AccountId account(String header) {
        try {
            return new AccountId(UUID.fromString(header.strip()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(ACCOUNT, "is not the id of an account");
        }
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }

    private static ProblemException missing() {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED,
                "Send Authorization: Bearer and an access token or API key");
    }
}
