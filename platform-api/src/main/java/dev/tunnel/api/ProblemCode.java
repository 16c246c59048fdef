package dev.tunnel.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The stable `code` of a [Problem]; also the codes with which an edge refuses an agent.
public enum ProblemCode {
    INVALID_REQUEST(400),
    UNAUTHENTICATED(401),
    CREDENTIALS_INVALID(401),
    TOKEN_EXPIRED(401),
    REFRESH_TOKEN_INVALID(401),
    AUTHTOKEN_INVALID(401),
    AUTHTOKEN_REVOKED(401),
    AUTHTOKEN_EXPIRED(401),
    API_KEY_INVALID(401),
    ACCOUNT_SUSPENDED(403),
    FORBIDDEN(403),
    PASSWORD_WRONG(403),
    SIGNUP_CLOSED(403),
    INVITATION_REQUIRED(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    EMAIL_TAKEN(409),
    NAME_TAKEN(409),
    NAME_FORBIDDEN(409),
    HOSTNAME_NOT_RESERVED(409),
    DOMAIN_NOT_VERIFIED(409),
    PORT_TAKEN(409),
    PORT_OUT_OF_RANGE(409),
    PORTS_EXHAUSTED(409),
    LIMIT_REACHED(409),
    LAST_OWNER(409),
    LAST_ADMIN(409),
    IDEMPOTENCY_IN_PROGRESS(409),
    LINK_INVALID(410),
    SESSION_SUPERSEDED(410),
    PRECONDITION_FAILED(412),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    RATE_LIMITED(429),
    INTERNAL_ERROR(500),
    UNAVAILABLE(503);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    /// The HTTP status that this code is sent with.
    public int status() {
        return status;
    }

    /// The wire form: lower case with underscores.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The code of a wire form, empty when this version does not know it.
    public static Optional<ProblemCode> ofWire(String wire) {
        return Arrays.stream(values()).filter(code -> code.wire().equals(wire)).findFirst();
    }
}
