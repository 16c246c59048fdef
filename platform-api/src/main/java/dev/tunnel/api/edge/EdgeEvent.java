package dev.tunnel.api.edge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event of `GET /edge/v1/events` (server-sent events, `data` is this record as JSON).
///
/// @param sessionId the session to close, for the `SESSION_…` types
/// @param tunnelId the tunnel to close, for [Type#TUNNEL_CLOSED]
/// @param detail for people
public record EdgeEvent(
        Type type, @Nullable UUID sessionId, @Nullable UUID tunnelId, @Nullable String detail) {

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
    }
}
