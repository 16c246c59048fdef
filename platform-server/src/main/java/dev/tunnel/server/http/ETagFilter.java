package dev.tunnel.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Gives single objects a tag, and answers 304 to who has the object as it is.
final class ETagFilter {
    private static final Set<String> METHODS = Set.of(HttpMethod.GET, HttpMethod.PATCH);

    private final ObjectMapper json;

    ETagFilter(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isObject(request, response)) {
            return;
        }
        String tag = ETag.of(response.getEntity(), json);
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null
                && request.getMethod().equals(HttpMethod.GET)
                && ETag.named(known, tag, true)) {
            response.setStatus(Status.NOT_MODIFIED.getStatusCode());
            response.setEntity(null);
        }
    }

    private static boolean isObject(
            ContainerRequestContext request, ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        return METHODS.contains(request.getMethod())
                && response.getStatus() == Status.OK.getStatusCode()
                && request.getUriInfo().getPath().startsWith("/api/")
                && response.getEntity() instanceof Record view
                && !(view instanceof Page<?>)
                && type != null
                && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
