package dev.tunnel.server.session;

import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeEvent.Type;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeHeartbeat.LiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares what an edge serves with what it should, so that whatever either side missed is put
/// right with the next heartbeat.
@ApplicationScoped
public class Reconciliation {
    /// What was granted so long ago and is not served never reached the edge, or was lost by it.
    /// Longer than any call of an edge takes.
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Sessions sessions;
    private final Tunnels tunnels;
    private final Lost lost;
    private final Clock clock;

    Reconciliation(Sessions sessions, Tunnels tunnels, Lost lost, Clock clock) {
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.lost = lost;
        this.clock = clock;
    }

    /// Returns what the edge must close.
    public List<EdgeEvent> compare(UUID edge, EdgeHeartbeat served) {
        Set<UUID> servedTunnels = new HashSet<>(served.tunnels());
        forget(edge, served, servedTunnels);
        reinstate(edge, served, servedTunnels);
        List<EdgeEvent> close = new ArrayList<>();
        Map<UUID, SessionRow> known = known(served);
        for (LiveSession session : served.sessions()) {
            String reason = overReason(edge, session, known.get(session.sessionId()));
            if (reason != null) {
                close.add(over(session, reason));
            }
        }
        tunnels.notOpenAt(edge, served.tunnels())
                .forEach(tunnel -> close.add(EdgeEvent.tunnel(tunnel, reasonOf(tunnel))));
        return close;
    }

    /// Every session of an edge that let its lease run out.
    public void abandon(UUID edge) {
        sessions.liveOfEdge(edge).forEach(lost::session);
    }

    private void forget(UUID edge, EdgeHeartbeat served, Set<UUID> servedTunnels) {
        Instant before = clock.instant().minus(GRACE);
        Set<UUID> servedSessions =
                served.sessions().stream().map(LiveSession::sessionId).collect(Collectors.toSet());
        sessions.liveOfEdge(edge, before).stream()
                .filter(session -> !servedSessions.contains(session.id()))
                .forEach(lost::session);
        tunnels.openOfEdge(edge, before).stream()
                .filter(tunnel -> !servedTunnels.contains(tunnel.id()))
                .forEach(lost::tunnel);
    }

    private void reinstate(UUID edge, EdgeHeartbeat served, Set<UUID> servedTunnels) {
        Map<UUID, SessionRow> known = known(served);
        for (LiveSession session : served.sessions()) {
            SessionRow row = known.get(session.sessionId());
            if (row != null
                    && Reason.EDGE_LOST.equals(row.endReason())
                    && row.edge().equals(edge)
                    && row.generation() == session.generation()) {
                lost.found(row, servedTunnels);
            }
        }
    }

    private Map<UUID, SessionRow> known(EdgeHeartbeat served) {
        List<UUID> ids = served.sessions().stream().map(LiveSession::sessionId).toList();
        return sessions.all(ids).stream()
                .collect(Collectors.toMap(SessionRow::id, Function.identity()));
    }

    private static @Nullable String overReason(
            UUID edge, LiveSession served, @Nullable SessionRow row) {
        if (row == null) {
            return Reason.UNKNOWN;
        }
        if (!row.isLive()) {
            return row.endReason();
        }
        boolean current = row.edge().equals(edge) && row.generation() == served.generation();
        return current ? null : Reason.SUPERSEDED;
    }

    private static EdgeEvent over(LiveSession served, String reason) {
        Type type = Closing.type(reason);
        return EdgeEvent.session(type, served.sessionId(), served.generation(), reason);
    }

    private String reasonOf(UUID tunnel) {
        return tunnels.find(tunnel)
                .map(row -> row.isOpen() ? Reason.SUPERSEDED : row.closeReason())
                .orElse(Reason.UNKNOWN);
    }
}
