package dev.tunnel.cli.inspect.http;

/// The head of an answer.
///
/// @param version such as `HTTP/1.1`
/// @param reason may be empty
public record ResponseHead(String version, int status, String reason, Headers headers) {}
