package dev.tunnel.edge.agent;

import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.edge.tunnel.CloseReason;
import org.jspecify.annotations.Nullable;

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

    /// What the platform's words mean for an agent. Whoever decided it there wants the traffic to
    /// stop, not to fade out.
    static CloseReason ofPlatform(EdgeEvent event) {
        var reason = of(event);
        return "taken_over".equals(event.detail()) ? reason : reason.abruptly();
    }

    private static CloseReason of(EdgeEvent event) {
        return switch (event.type()) {
            case AUTHTOKEN_REVOKED ->
                    new CloseReason("authtoken_revoked", "The authtoken was revoked.", false);
            case ACCOUNT_SUSPENDED ->
                    new CloseReason("account_suspended", "The account is suspended.", false);
            case SESSION_CLOSED -> session(event.detail());
            case TUNNEL_CLOSED -> tunnel(event.detail());
            case DRAIN -> DRAINING;
            case QUOTA_CHANGED -> throw new IllegalArgumentException("closes nothing: " + event);
        };
    }

    private static CloseReason session(@Nullable String word) {
        return switch (word) {
            case "closed_by_owner" ->
                    new CloseReason(word, "The session was closed by its owner.", false);
            case "superseded" ->
                    new CloseReason(SUPERSEDED.code(), "The agent came back elsewhere.", false);
            case null, default ->
                    new CloseReason(
                            "session_closed", "The platform ended the session; reconnect.", true);
        };
    }

    private static CloseReason tunnel(@Nullable String word) {
        return switch (word) {
            case "domain_lost" ->
                    new CloseReason(word, "The domain was proved by another account.", false);
            case "closed_by_owner" ->
                    new CloseReason(word, "The tunnel was closed by its owner.", false);
            case "taken_over" ->
                    new CloseReason(
                            word, "Another agent of this account took the name over.", false);
            case null -> new CloseReason("closed", "The platform closed the tunnel.", false);
            default -> new CloseReason(word, "The platform closed the tunnel.", false);
        };
    }
}
