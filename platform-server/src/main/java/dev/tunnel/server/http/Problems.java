package dev.tunnel.server.http;

import dev.tunnel.api.Problem;
import dev.tunnel.api.ProblemCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Problem documents, and the responses that carry them.
public final class Problems {
    /// The media type of RFC 9457.
    public static final MediaType JSON = new MediaType("application", "problem+json");

    private Problems() {}

    /// The document of a code.
    public static Problem of(ProblemCode code, @Nullable String detail) {
        return of(code, detail, List.of());
    }

    static Problem of(ProblemCode code, @Nullable String detail, List<Problem.FieldError> errors) {
        return new Problem(
                "about:blank",
                title(code),
                code.status(),
                code.wire(),
                detail,
                errors.isEmpty() ? null : errors);
    }

    /// A response that carries a problem.
    static Response response(Problem problem) {
        return builder(problem).build();
    }

    static Response response(ProblemException e) {
        Response.ResponseBuilder response = builder(of(e.code(), e.getMessage(), e.errors()));
        e.retryAfter()
                .ifPresent(after ->
                        response.header(
                                HttpHeaders.RETRY_AFTER,
                                Math.max(1, after.plusMillis(999).toSeconds())));
        return response.build();
    }

    private static Response.ResponseBuilder builder(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(JSON).entity(problem);
        if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response;
    }

    /// The code in words: `NAME_TAKEN` is "Name taken".
    private static String title(ProblemCode code) {
        String words = code.wire().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
