package dev.tunnel.server.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// How finely usage is shown.
enum Step {
    @JsonProperty("minute")
    MINUTE,
    @JsonProperty("hour")
    HOUR,
    @JsonProperty("day")
    DAY;

    /// The form in a query.
    static Step fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
