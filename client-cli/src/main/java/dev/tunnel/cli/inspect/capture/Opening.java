package dev.tunnel.cli.inspect.capture;

/// How a connection came about.
///
/// @param replayOf the entry whose request is repeated on it, or empty for a visitor's
public record Opening(Source source, String replayOf) {}
