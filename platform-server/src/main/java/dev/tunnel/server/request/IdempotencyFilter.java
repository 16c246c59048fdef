package dev.tunnel.server.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.AccessRule;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.request.Idempotency.Call;
import dev.tunnel.server.request.Idempotency.State;
import dev.tunnel.server.secret.Sha256;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// A POST with an `Idempotency-Key` is done once within 24 hours, however often it comes: who does
/// not know whether the first one arrived sends it again and gets the first one's answer. Only
/// answers of success are kept; what was refused may be tried again.
final class IdempotencyFilter {
    static final String HEADER = "Idempotency-Key";

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String CALL = IdempotencyFilter.class.getName();
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{8,255}");

    private final Idempotency calls;
    private final Caller caller;
    private final ObjectMapper json;

    IdempotencyFilter(Idempotency calls, Caller caller, ObjectMapper json) {
        this.calls = calls;
        this.caller = caller;
        this.json = json;
    }

    @ServerRequestFilter(priority = Priorities.USER)
    @Nullable Response begin(ContainerRequestContext request, ResourceInfo resource)
            throws IOException {
        String key = request.getHeaderString(HEADER);
        if (key == null || !applies(request, resource)) {
            return null;
        }
        if (!FORM.matcher(key).matches()) {
            throw ProblemException.invalid(HEADER, "must be 8 to 255 visible ASCII characters");
        }
        Call call = call(request, key);
        return switch (calls.begin(call)) {
            case State.New _ -> {
                request.setProperty(CALL, call);
                yield null;
            }
            case State.Running _ -> throw ProblemException.inProgress(Duration.ofSeconds(1));
            case State.Reused _ ->
                    throw new ProblemException(
                            ProblemCode.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key was used for another call");
            case State.Done(int status, byte[] answer) -> replay(status, answer);
        };
    }

    @ServerResponseFilter(priority = Priorities.USER)
    void end(ContainerRequestContext request, ContainerResponseContext response)
            throws JsonProcessingException {
        if (request.getProperty(CALL) instanceof Call call) {
            if (response.getStatus() / 100 == 2) {
                byte[] answer =
                        response.hasEntity()
                                ? json.writeValueAsBytes(response.getEntity())
                                : new byte[0];
                calls.keep(call, response.getStatus(), answer);
            } else {
                calls.forget(call);
            }
        }
    }

    private static boolean applies(ContainerRequestContext request, ResourceInfo resource) {
        Credentials taken = AccessRule.of(resource);
        return request.getMethod().equals(HttpMethod.POST)
                && (taken == Credentials.USER
                        || taken == Credentials.PERSON
                        || taken == Credentials.ADMIN);
    }

    private Call call(ContainerRequestContext request, String key) throws IOException {
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        Identity identity = caller.identity();
        Sha256 id = Sha256.of(identity.user() + "\n" + identity.account() + "\n" + key);
        String content = HexFormat.of().formatHex(Sha256.of(body).bytes());
        Sha256 made =
                Sha256.of(
                        request.getMethod()
                                + "\n"
                                + request.getUriInfo().getRequestUri().getPath()
                                + "\n"
                                + content);
        return new Call(id, made, key);
    }

    private static Response replay(int status, byte[] answer) {
        Response.ResponseBuilder response = Response.status(status).header(REPLAYED, "true");
        Optional.of(answer)
                .filter(bytes -> bytes.length > 0)
                .ifPresent(bytes -> response.type(MediaType.APPLICATION_JSON).entity(bytes));
        return response.build();
    }
}
