package dev.tunnel.edge.tunnel;

import java.util.UUID;

/// What the platform granted a session last.
///
/// @param sessionId the session as the platform knows it
/// @param secretHash lower-case hex SHA-256 of the secret with which the platform lets the session
///   resume
public record Grant(UUID sessionId, long generation, String secretHash, int maxTunnels) {}
