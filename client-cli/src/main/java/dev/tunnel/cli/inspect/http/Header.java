package dev.tunnel.cli.inspect.http;

/// A header field as it was sent.
public record Header(String name, String value) {}
