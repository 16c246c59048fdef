package dev.tunnel.protocol.message;

import java.util.UUID;

/// The agent stops serving a tunnel.
public record CloseTunnel(UUID tunnelId) implements ControlMessage {}
