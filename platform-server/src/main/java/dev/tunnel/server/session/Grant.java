package dev.tunnel.server.session;

import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import dev.tunnel.server.secret.Sha256;
import java.util.UUID;

/// A session, or a new generation of one, that an edge may serve.
record Grant(UUID session, UUID edge, Sha256 secret, AgentFacts agent) {
    Grant {
        agent =
                new AgentFacts(
                        Text.clean(agent.version()),
                        Text.clean(agent.os()),
                        Text.clean(agent.arch()),
                        Text.clean(agent.instance()),
                        Text.clean(agent.address()));
    }
}
