package dev.tunnel.cli.inspect.api;

import io.avaje.jsonb.Json;

/// An error in ngrok's shape.
@Json
public record NgrokError(
        @Json.Property("error_code") int errorCode,
        @Json.Property("status_code") int statusCode,
        String msg,
        Details details) {

    /// @param err one line more
    @Json
    public record Details(String err) {}
}
