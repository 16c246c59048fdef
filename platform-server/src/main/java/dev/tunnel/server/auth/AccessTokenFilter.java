package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.AccessRule;
import dev.tunnel.server.http.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets a request through to what takes a user only with a good access token, and says who it is.
final class AccessTokenFilter {
    private final AccessTokens tokens;
    private final Caller caller;

    AccessTokenFilter(AccessTokens tokens, Caller caller) {
        this.tokens = tokens;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void identify(ContainerRequestContext request, ResourceInfo resource) {
        if (AccessRule.of(resource) == Credentials.USER) {
            String token =
                    AccessRule.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                            .orElseThrow(AccessTokenFilter::missing);
            caller.is(tokens.verify(token));
        }
    }

    private static ProblemException missing() {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED, "Send Authorization: Bearer and an access token");
    }
}
