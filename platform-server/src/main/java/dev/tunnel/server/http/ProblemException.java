package dev.tunnel.server.http;

import dev.tunnel.api.Problem;
import dev.tunnel.api.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ends a request with a problem. Without a stack trace: it is an answer, not a failure.
public final class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final transient List<Problem.FieldError> errors;
    private final @Nullable Duration retryAfter;

    /// A problem with a sentence for people.
    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, List.of(), null);
    }

    private ProblemException(
            ProblemCode code,
            String detail,
            List<Problem.FieldError> errors,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /// One field of the request is wrong.
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(
                ProblemCode.INVALID_REQUEST,
                field + " " + message,
                List.of(new Problem.FieldError(field, message)),
                null);
    }

    /// It does not exist, or not for this caller.
    public static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is nothing here");
    }

    /// Too many attempts; the next one may succeed after that time.
    public static ProblemException rateLimited(Duration retryAfter) {
        return new ProblemException(
                ProblemCode.RATE_LIMITED, "Too many attempts, wait", List.of(), retryAfter);
    }

    /// The same call is being made already; its answer may be there after that time.
    public static ProblemException inProgress(Duration retryAfter) {
        return new ProblemException(
                ProblemCode.IDEMPOTENCY_IN_PROGRESS,
                "The first call with this Idempotency-Key is not finished",
                List.of(),
                retryAfter);
    }

    /// What a program reads.
    public ProblemCode code() {
        return code;
    }

    List<Problem.FieldError> errors() {
        return errors;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
