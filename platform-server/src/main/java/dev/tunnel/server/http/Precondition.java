package dev.tunnel.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.api.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;

/// `If-Match`: a change is made only to the object that the caller has seen. Checked by services,
/// within the transaction that changes it, after the object was locked.
@RequestScoped
public class Precondition {
    private final Instance<HttpServerRequest> request;
    private final ObjectMapper json;

    Precondition(Instance<HttpServerRequest> request, ObjectMapper json) {
        this.request = request;
        this.json = json;
    }

    /// @param present the object as the caller would get it now
    /// @throws ProblemException `precondition_failed`
    public void check(Object present) {
        String wanted = request.get().getHeader(HttpHeaders.IF_MATCH);
        if (wanted != null && !ETag.named(wanted, ETag.of(present, json), false)) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_FAILED,
                    "It was changed since it was read: read it again");
        }
    }
}
