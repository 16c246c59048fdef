package dev.tunnel.edge.agent;

import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.edge.platform.Outcome;
import dev.tunnel.edge.platform.Platform;
import dev.tunnel.edge.tunnel.CloseReason;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the platform which sessions and tunnels are over, again after an outage. What finds no
/// room here, or is lost with the process, the platform finds by what heartbeats do not list.
/// Control executor only.
final class Farewells {
    private static final Logger log = LoggerFactory.getLogger(Farewells.class);
    private static final int MOST = 10_000;

    private final Platform platform;
    private final Queue<Farewell> untold = new ArrayDeque<>();

    private sealed interface Farewell {
        record End(UUID sessionId, SessionEnd end) implements Farewell {}

        record Release(UUID tunnelId, ClaimRelease release) implements Farewell {}
    }

    Farewells(Platform platform) {
        this.platform = platform;
    }

    void ended(UUID sessionId, long generation, CloseReason reason) {
        tell(new Farewell.End(sessionId, new SessionEnd(generation, reason.code())));
    }

    void released(UUID tunnelId, long generation, String reason) {
        tell(new Farewell.Release(tunnelId, new ClaimRelease(generation, reason)));
    }

    /// The platform is back: tell it what it missed.
    void repeat() {
        for (int i = untold.size(); i > 0; i--) {
            tell(untold.remove());
        }
    }

    private void tell(Farewell farewell) {
        Consumer<Outcome<Outcome.Done>> told = outcome -> told(farewell, outcome);
        switch (farewell) {
            case Farewell.End(var id, var end) -> platform.end(id, end, told);
            case Farewell.Release(var id, var release) -> platform.release(id, release, told);
        }
    }

    private void told(Farewell farewell, Outcome<Outcome.Done> outcome) {
        switch (outcome) {
            case Outcome.Ok<?> _ -> {}
            case Outcome.Refused<?>(var code, _) ->
                    log.debug("the platform answered {} with {}", farewell, code);
            case Outcome.Unavailable<?> _ -> {
                if (untold.size() < MOST) {
                    untold.add(farewell);
                }
            }
        }
    }
}
