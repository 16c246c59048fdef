package dev.tunnel.server.token;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.caller.Caller.Credential;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.ClientAddress;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.AccessRule;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets an agent with a good authtoken without scope through to what takes one beside a user's own
/// credential. Decision 0101.
final class AuthtokenFilter {
    private final AuthtokenService tokens;
    private final ClientAddress address;
    private final Caller caller;

    AuthtokenFilter(AuthtokenService tokens, ClientAddress address, Caller caller) {
        this.tokens = tokens;
        this.address = address;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void identify(ContainerRequestContext request, ResourceInfo resource) {
        if (!AccessRule.agents(resource)) {
            return;
        }
        Optional<Secret> authtoken =
                AccessRule.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                        .map(Secret::new)
                        .filter(secret -> secret.is(SecretKind.AUTHTOKEN));
        if (authtoken.isPresent()) {
            caller.is(identity(tokens.check(authtoken.get().hash(), address.ip()).orRefuse()));
        }
    }

    private static Identity identity(AuthtokenCheck.Valid token) {
        UserId user = token.createdBy();
        if (user == null || !token.scope().equals(Scope.ALL)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "An authtoken with a scope reserves nothing; this takes an API key");
        }
        return new Identity(
                user, token.account(), Role.MEMBER, false, new Credential.Authtoken(token.id()));
    }
}
