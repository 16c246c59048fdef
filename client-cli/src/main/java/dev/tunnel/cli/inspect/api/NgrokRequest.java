package dev.tunnel.cli.inspect.api;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A captured request in ngrok's shape.
///
/// @param start RFC 3339
/// @param duration in nanoseconds
/// @param response absent while there is none
@Json
record NgrokRequest(
        String uri,
        String id,
        @Json.Property("tunnel_name") String tunnelName,
        @Json.Property("remote_addr") String remoteAddr,
        String start,
        long duration,
        Request request,
        @Nullable Response response) {

    /// @param raw head and body in Base64
    @Json
    record Request(
            String method,
            String proto,
            Map<String, List<String>> headers,
            String uri,
            String raw) {}

    /// @param status such as `200 OK`
    @Json
    record Response(
            String status,
            @Json.Property("status_code") int statusCode,
            String proto,
            Map<String, List<String>> headers,
            String raw) {}

    /// The answer to `GET /api/requests/http`.
    @Json
    record Page(String uri, List<NgrokRequest> requests) {}
}
