package dev.tunnel.server.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How finely usage is shown; days are those of UTC.
enum Step {
    @JsonProperty("minute")
    MINUTE(ChronoUnit.MINUTES),
    @JsonProperty("hour")
    HOUR(ChronoUnit.HOURS),
    @JsonProperty("day")
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Step(ChronoUnit unit) {
        this.unit = unit;
    }

    Instant floor(Instant at) {
        return at.truncatedTo(unit);
    }

    Duration length() {
        return unit.getDuration();
    }
}
