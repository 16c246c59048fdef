package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.edge.agent.Hash;
import java.util.HashMap;
import java.util.Map;

/// Tells the clients of an account apart, which the protocol does not: a client that comes back
/// says who it was, one that starts has nothing to say. Clients with the same authtoken, address
/// and system get the same instances in the order of their start, so that the names and ports of
/// the one that is started again are found again. Control executor only.
final class Instances {
    private final Map<String, Integer> connections = new HashMap<>();

    /// The instance of a client that starts: the first that is free among those of its kind.
    ///
    /// @param kind what is known of the client
    String start(String kind) {
        for (int i = 0; ; i++) {
            var instance = Hash.of(kind + '\n' + i).substring(0, ClientId.INSTANCE);
            if (!connections.containsKey(instance)) {
                return resume(instance);
            }
        }
    }

    /// The instance of a client that comes back, perhaps before its old connection is gone.
    String resume(String instance) {
        connections.merge(instance, 1, Integer::sum);
        return instance;
    }

    /// A connection of the client is gone.
    void end(String instance) {
        connections.computeIfPresent(instance, (_, count) -> count == 1 ? null : count - 1);
    }
}
