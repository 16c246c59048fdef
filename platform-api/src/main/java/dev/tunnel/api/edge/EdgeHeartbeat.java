package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/// `POST /edge/v1/heartbeat`: renews the edge's lease and lists what it serves, so that anything
/// the event stream missed is found: the answer names what must be closed.
public record EdgeHeartbeat(List<LiveSession> sessions, List<UUID> tunnels) {
    public EdgeHeartbeat {
        sessions = List.copyOf(sessions);
        tunnels = List.copyOf(tunnels);
    }

    /// A session as the edge sees it.
    public record LiveSession(UUID sessionId, long generation) {
        public LiveSession {
            requireNonNull(sessionId, "sessionId");
        }
    }

    /// The answer: what the edge must close.
    public record Answer(List<EdgeEvent> events) {
        public Answer {
            events = List.copyOf(events);
        }
    }
}
