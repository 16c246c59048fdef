package dev.tunnel.protocol.message;

/// The tunnel asked for with `ref` is not opened.
///
/// @param code stable reason, such as `name_taken`
/// @param message for people
public record TunnelRefused(long ref, String code, String message) implements ControlMessage {}
