package dev.tunnel.server.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tunnel.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// Which sessions or tunnels to show.
enum State {
    /// Those that are there now.
    @JsonProperty("live")
    LIVE,
    /// Those that are over.
    @JsonProperty("ended")
    ENDED,
    /// Both.
    @JsonProperty("all")
    ALL;

    /// The value of the parameter `state`; live ones where it is absent. A tunnel that has ended
    /// says that it is closed, so that is understood, too.
    ///
    /// @throws ProblemException `invalid_request`
    static State of(@Nullable String word) {
        return switch (word) {
            case null -> LIVE;
            case "live" -> LIVE;
            case "ended", "closed" -> ENDED;
            case "all" -> ALL;
            default -> throw ProblemException.invalid("state", "is live, ended or all");
        };
    }

    /// A condition on the column that says when it ended.
    String condition(String ended) {
        return switch (this) {
            case LIVE -> " and " + ended + " is null";
            case ENDED -> " and " + ended + " is not null";
            case ALL -> "";
        };
    }
}
