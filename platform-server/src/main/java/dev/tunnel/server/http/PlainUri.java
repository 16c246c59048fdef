package dev.tunnel.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses U+0000 in paths and query parameters, which Postgres cannot store nor compare.
final class PlainUri {
    @ServerRequestFilter(preMatching = true)
    void check(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().toASCIIString().contains("%00")) {
            throw ProblemException.invalid("URL", "holds U+0000");
        }
    }
}
