package dev.tunnel.protocol.message;

import java.util.UUID;

/// The edge closed a tunnel of this session.
///
/// @param code stable reason: `taken_over`, `closed_by_owner`, …
/// @param message for people
public record TunnelClosed(UUID tunnelId, String code, String message) implements ControlMessage {}
