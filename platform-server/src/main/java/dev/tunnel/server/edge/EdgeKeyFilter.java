package dev.tunnel.server.edge;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.AccessRule;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets a request through to what takes an edge only with an edge's key, and says which edge it is.
/// No other credentials are looked at there, and an edge's key is looked at nowhere else.
final class EdgeKeyFilter {
    private final Edges edges;
    private final CallingEdge caller;
    private final Clock clock;

    EdgeKeyFilter(Edges edges, CallingEdge caller, Clock clock) {
        this.clock = clock;
        this.edges = edges;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void identify(ContainerRequestContext request, ResourceInfo resource) {
        if (AccessRule.of(resource) == Credentials.EDGE) {
            KnownEdge edge =
                    AccessRule.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                            .map(Secret::new)
                            .filter(secret -> secret.is(SecretKind.EDGE_KEY))
                            .flatMap(secret -> edges.withKey(secret.hash(), clock.instant()))
                            .orElseThrow(EdgeKeyFilter::refused);
            caller.is(edge);
        }
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED, "Send Authorization: Bearer and the key of an edge");
    }
}
