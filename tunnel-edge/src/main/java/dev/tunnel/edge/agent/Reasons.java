package dev.tunnel.edge.agent;

import dev.tunnel.edge.tunnel.CloseReason;

/// Why the edge closes sessions and tunnels by itself.
final class Reasons {
    static final CloseReason SUPERSEDED =
            new CloseReason(
                    "session_superseded", "A newer connection of this session took over.", false);
    static final CloseReason LOST =
            new CloseReason("agent_lost", "The agent did not come back.", true);
    static final CloseReason NOT_REOPENED =
            new CloseReason("not_reopened", "The agent came back without this tunnel.", false);
    static final CloseReason REPLACED =
            new CloseReason("replaced", "The agent opened something else in its place.", false);
    static final CloseReason STOPPED =
            new CloseReason("closed_by_agent", "The agent stopped serving it.", false);
    static final CloseReason RENEWED =
            new CloseReason(
                    "session_renewed",
                    "The platform does not know this session any more; a new one is needed.",
                    true);
    static final CloseReason DRAINING =
            new CloseReason("draining", "The edge is stopping or restarting.", true);

    private Reasons() {}
}
