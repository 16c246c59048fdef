package dev.tunnel.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Times that callers name. What no calendar of ours reaches is refused before a database does.
public final class Times {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Times() {}

    /// A query parameter in RFC 3339.
    ///
    /// @throws ProblemException `invalid_request`
    public static @Nullable Instant parameter(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            Instant at = OffsetDateTime.parse(value).toInstant();
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw ProblemException.invalid(name, "is out of range");
            }
            return at;
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name, "is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    /// A time when something ends, if it does.
    ///
    /// @throws ProblemException `invalid_request` unless it is to come
    public static void checkEnd(String field, @Nullable Instant at, Instant now) {
        if (at != null && (!at.isAfter(now) || at.isAfter(LATEST))) {
            throw ProblemException.invalid(field, "must be in the future, before 2200");
        }
    }
}
