package dev.tunnel.server.usage;

import dev.tunnel.server.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which usage to show: a `@BeanParam`.
record UsageQuery(
        @QueryParam("from")
                @Parameter(
                        description = "Inclusive; a day before `to` if absent",
                        schema = @Schema(implementation = Instant.class))
                @Nullable String from,
        @QueryParam("to")
                @Parameter(
                        description = "Exclusive; now if absent",
                        schema = @Schema(implementation = Instant.class))
                @Nullable String to,
        @QueryParam("step")
                @Parameter(schema = @Schema(implementation = Step.class, defaultValue = "hour"))
                @Nullable String step,
        @QueryParam("format")
                @Parameter(
                        description = "`csv` has the effect of `Accept: text/csv`",
                        schema =
                                @Schema(
                                        enumeration = {"json", "csv"},
                                        defaultValue = "json"))
                @Nullable String format) {
    private static final Set<String> FORMATS = Set.of("json", "csv");
    private static final Duration DEFAULT = Duration.ofDays(1);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /// @throws ProblemException `invalid_request`
    Period period(Instant now) {
        if (format != null && !FORMATS.contains(format)) {
            throw ProblemException.invalid("format", "is json or csv");
        }
        Instant until = to == null ? now : time("to", to);
        Instant since = from == null ? until.minus(DEFAULT) : time("from", from);
        return new Period(since, until, step == null ? Step.HOUR : step(step));
    }

    private static Step step(String word) {
        return switch (word) {
            case "minute" -> Step.MINUTE;
            case "hour" -> Step.HOUR;
            case "day" -> Step.DAY;
            default -> throw ProblemException.invalid("step", "is minute, hour or day");
        };
    }

    private static Instant time(String parameter, String value) {
        try {
            Instant at = OffsetDateTime.parse(value).toInstant();
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw ProblemException.invalid(parameter, "is out of range");
            }
            return at;
        } catch (DateTimeException e) {
            throw ProblemException.invalid(parameter, "is not a time such as 2026-01-31T12:00:00Z");
        }
    }
}
