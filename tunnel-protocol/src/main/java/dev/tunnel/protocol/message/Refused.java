package dev.tunnel.protocol.message;

/// The answer to a [Hello] that is not let in; the connection is closed after it.
///
/// @param code stable reason, such as `authtoken_invalid`
/// @param message for people
/// @param retry whether trying again later can help
public record Refused(String code, String message, boolean retry) implements ControlMessage {}
