package dev.tunnel.protocol.message;

/// Something the agent's user should know.
public record Notice(String code, String message) implements ControlMessage {}
