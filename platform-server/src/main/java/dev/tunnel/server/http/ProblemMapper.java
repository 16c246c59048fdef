package dev.tunnel.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.tunnel.api.Problem;
import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.database.Outage;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever ends a request into a problem document. The only place where that happens.
final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /// Parts of a violation's path that are no names of the caller's.
    private static final Set<ElementKind> NAMELESS =
            EnumSet.of(ElementKind.METHOD, ElementKind.CONTAINER_ELEMENT);

    private final Routes routes;

    ProblemMapper(Routes routes) {
        this.routes = routes;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return Problems.response(e);
    }

    @ServerExceptionMapper
    Response malformedJson(JsonProcessingException e) {
        return Problems.response(Malformed.problem(e));
    }

    /// Said apart from its superclass, for which the framework has a mapper of its own.
    @ServerExceptionMapper
    Response mismatchedJson(MismatchedInputException e) {
        return malformedJson(e);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        List<Problem.FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : e.getConstraintViolations()) {
            if (isReturnValue(violation.getPropertyPath())) {
                return unexpected(e);
            }
            errors.add(new Problem.FieldError(field(violation), violation.getMessage()));
        }
        errors.sort(Comparator.comparing(Problem.FieldError::field));
        String detail =
                errors.stream()
                        .findFirst()
                        .map(first -> first.field() + " " + first.message())
                        .orElse(null);
        return Problems.response(Problems.of(ProblemCode.INVALID_REQUEST, detail, errors));
    }

    /// The framework says "not found" of a query parameter that cannot be converted, too.
    @ServerExceptionMapper
    Response notFound(NotFoundException e, UriInfo uri) {
        if (e.getCause() == null || !uri.getPathParameters().values().stream().allMatch(Ids::all)) {
            return Problems.response(ProblemException.notFound());
        }
        return Problems.response(
                Problems.of(
                        ProblemCode.INVALID_REQUEST,
                        "A query parameter has a value of the wrong kind"));
    }

    /// What the framework refuses: a wrong method, media type, parameter, body.
    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformedJson(json);
        }
        int status = e.getResponse().getStatus();
        ProblemCode code =
                switch (status) {
                    case 401 -> ProblemCode.UNAUTHENTICATED;
                    case 403 -> ProblemCode.FORBIDDEN;
                    case 404 -> ProblemCode.NOT_FOUND;
                    case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
                    case 406 -> ProblemCode.NOT_ACCEPTABLE;
                    case 413 -> ProblemCode.PAYLOAD_TOO_LARGE;
                    case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
                    case 503 -> ProblemCode.UNAVAILABLE;
                    default ->
                            status >= 500
                                    ? ProblemCode.INTERNAL_ERROR
                                    : ProblemCode.INVALID_REQUEST;
                };
        if (code == ProblemCode.INTERNAL_ERROR) {
            return unexpected(e);
        }
        return Problems.response(Problems.of(code, null));
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException e, UriInfo uri) {
        return Response.fromResponse(
                        Problems.response(Problems.of(ProblemCode.METHOD_NOT_ALLOWED, null)))
                .header(HttpHeaders.ALLOW, routes.allowed(uri.getPath()))
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        if (Outage.causes(e)) {
            LOG.warnf("Database unavailable: %s", Outage.reason(e));
            return Problems.response(
                    Problems.of(
                            ProblemCode.UNAVAILABLE, "The database is away, try again shortly"));
        }
        if (CallerGone.causes(e)) {
            LOG.debugf("The caller left in the middle of its request: %s", e);
            return Problems.response(Problems.of(ProblemCode.INVALID_REQUEST, null));
        }
        LOG.error("Request failed", e);
        return Problems.response(Problems.of(ProblemCode.INTERNAL_ERROR, null));
    }

    private static boolean isReturnValue(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    /// The path below the method and its parameter: what the caller sent.
    private static String field(ConstraintViolation<?> violation) {
        List<String> names =
                StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                        .filter(node -> !NAMELESS.contains(node.getKind()))
                        .map(Path.Node::toString)
                        .toList();
        return names.size() > 1
                ? String.join(".", names.subList(1, names.size()))
                : String.join(".", names);
    }
}
