package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.edge.agent.Agents;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What all connections of the protocol share.
final class Clients {
    final Agents agents;
    final Ngrok1Settings settings;

    /// Control executor only.
    final Instances instances = new Instances();

    private final Map<String, ControlSession> byId = new ConcurrentHashMap<>();

    Clients(Agents agents, Ngrok1Settings settings) {
        this.agents = agents;
        this.settings = settings;
    }

    /// The session of a client id that is in use. Any thread.
    ///
    /// @param hash of the id: looking for it gives nothing away about how much of a guess is right
    Optional<ControlSession> find(String hash) {
        return Optional.ofNullable(byId.get(hash));
    }

    void add(String hash, ControlSession session) {
        byId.put(hash, session);
    }

    void remove(String hash, ControlSession session) {
        byId.remove(hash, session);
    }
}
