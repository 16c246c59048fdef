package dev.tunnel.api.edge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event of `GET /edge/v1/events` (server-sent events, `data` is this record as JSON), and of
/// the answer to a heartbeat.
///
/// @param sessionId the session to close; absent for [Type#TUNNEL_CLOSED]
/// @param generation the newest generation of the session that is meant: an edge that serves a
///   newer one ignores the event, because the agent came back meanwhile; absent for
///   [Type#TUNNEL_CLOSED]
/// @param tunnelId the tunnel to close, for [Type#TUNNEL_CLOSED]
/// @param quota what the account may use from now on, for [Type#QUOTA_CHANGED]
/// @param detail why, a short stable word such as `taken_over` or `closed_by_owner`
public record EdgeEvent(
        Type type,
        @Nullable UUID sessionId,
        @Nullable Long generation,
        @Nullable UUID tunnelId,
        @Nullable String detail,
        @Nullable AccountQuota quota) {

    /// What happened.
    public enum Type {
        /// The session's authtoken was revoked: close it; the agent must not come back with that
        /// token.
        AUTHTOKEN_REVOKED,
        /// The session's account or user was suspended.
        ACCOUNT_SUSPENDED,
        /// A newer generation or session took everything over, or the platform ended it.
        SESSION_CLOSED,
        /// An administrator or the owner closed the tunnel, or another session took its name over.
        TUNNEL_CLOSED,
        /// An administrator wants the edge to let its agents move, finish what is under way, and
        /// stop.
        DRAIN,
        /// The account may use more or less than before.
        QUOTA_CHANGED,
    }

    /// The event that drains the edge.
    public static EdgeEvent drain() {
        return new EdgeEvent(Type.DRAIN, null, null, null, null, null);
    }

    /// An event that closes a whole session.
    public static EdgeEvent session(Type type, UUID sessionId, long generation, String detail) {
        return new EdgeEvent(type, sessionId, generation, null, detail, null);
    }

    /// An event that closes one tunnel.
    public static EdgeEvent tunnel(UUID tunnelId, String detail) {
        return new EdgeEvent(Type.TUNNEL_CLOSED, null, null, tunnelId, detail, null);
    }

    /// An event that closes nothing: visitors of the account may use this from now on.
    public static EdgeEvent quota(AccountQuota quota) {
        return new EdgeEvent(Type.QUOTA_CHANGED, null, null, null, null, quota);
    }
}
