package dev.tunnel.protocol.message;

import io.avaje.jsonb.Json;

/// The payload of a GOAWAY frame: this connection ends.
///
/// @param code stable reason: `draining`, `authtoken_revoked`, `session_superseded`,
///   `agent_stopped`, …
/// @param message for people
/// @param retry whether the agent should connect again
@Json
public record GoAway(String code, String message, boolean retry) {}
