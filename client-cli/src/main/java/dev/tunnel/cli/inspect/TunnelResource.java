package dev.tunnel.cli.inspect;

import io.avaje.jsonb.Json;

/// One tunnel in ngrok's JSON shape; a tunnel with two URLs is two of them, as in ngrok.
///
/// @param uri where this resource is
@Json
record TunnelResource(
        String name,
        String uri,
        @Json.Property("public_url") String publicUrl,
        String proto,
        Config config,
        Metrics metrics) {

    /// @param addr the local address
    @Json
    record Config(String addr, boolean inspect) {}

    /// @param http streams that carry HTTP, counted as they are opened
    @Json
    record Metrics(ConnectionFacts conns, ConnectionFacts http) {}
}
