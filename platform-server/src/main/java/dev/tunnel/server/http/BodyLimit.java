package dev.tunnel.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.api.ProblemCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses a body that says that it is too large with a problem. People and scripts send little, an
/// edge that was cut off for long sends megabytes of usage. The server's own limit, which also
/// holds for a body that does not say how large it is, answers with an empty 413.
@Singleton
final class BodyLimit {
    private static final int BEFORE_THE_SERVERS_OWN = -1_000;
    private static final long OTHERS = 64 * 1024;

    private final long edges;
    private final ObjectMapper json;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize edges,
            ObjectMapper json) {
        this.edges = edges.asLongValue();
        this.json = json;
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_THE_SERVERS_OWN).handler(this::check);
    }

    private void check(RoutingContext context) {
        long limit = context.request().path().startsWith("/edge/") ? edges : OTHERS;
        if (length(context.request()) > limit) {
            refuse(context, limit);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, long limit) {
        try {
            String problem =
                    json.writeValueAsString(
                            Problems.of(
                                    ProblemCode.PAYLOAD_TOO_LARGE,
                                    "A body may have %d bytes".formatted(limit)));
            context.response()
                    .setStatusCode(ProblemCode.PAYLOAD_TOO_LARGE.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problems.JSON.toString())
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .end(problem);
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    /// What the request says; its syntax was checked before it came here.
    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
