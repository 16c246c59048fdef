package dev.tunnel.edge.tunnel;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// All sessions of this edge. Read on every thread, changed on the control executor only.
public final class SessionRegistry {
    private final Map<UUID, Session> sessions = new ConcurrentHashMap<>();

    public Optional<Session> find(UUID id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /// The session that holds a tunnel.
    public Optional<Session> holderOf(Tunnel tunnel) {
        var key = tunnel.identity().key();
        return sessions.values().stream()
                .filter(session ->
                        session.holding(key).filter(held -> held.tunnel() == tunnel).isPresent())
                .findFirst();
    }

    /// All sessions, a live view.
    public Collection<Session> all() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    public void add(Session session) {
        sessions.put(session.id(), session);
    }

    /// @return false when it was not there any more
    public boolean remove(Session session) {
        return sessions.remove(session.id(), session);
    }
}
