package dev.tunnel.server.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How finely usage is counted and shown; days are those of UTC. Each has its own table.
enum Step {
    @JsonProperty("minute")
    MINUTE(ChronoUnit.MINUTES, "minute"),
    @JsonProperty("hour")
    HOUR(ChronoUnit.HOURS, "hour"),
    @JsonProperty("day")
    DAY(ChronoUnit.DAYS, "day");

    private final ChronoUnit unit;
    private final String word;

    Step(ChronoUnit unit, String word) {
        this.unit = unit;
        this.word = word;
    }

    Instant floor(Instant at) {
        return at.truncatedTo(unit);
    }

    Duration length() {
        return unit.getDuration();
    }

    /// The level's name in the database.
    String word() {
        return word;
    }

    /// The table of this level.
    String table() {
        return "usage_" + word;
    }
}
