package dev.tunnel.edge.agent;

import dev.tunnel.edge.tunnel.Session;

/// The answer to an agent that wants in.
public sealed interface Admission {

    /// The agent is attached to the session.
    ///
    /// @param secret proves the session when the agent comes back; kept nowhere on the edge
    record Admitted(Session session, String secret) implements Admission {
        @Override
        public String toString() {
            return "Admitted[" + session + "]";
        }
    }

    /// @param code stable, a [dev.tunnel.api.ProblemCode] in its wire form
    /// @param message for people
    /// @param retry whether trying again later can help
    record Refused(String code, String message, boolean retry) implements Admission {}
}
