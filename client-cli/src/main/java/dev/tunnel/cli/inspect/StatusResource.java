package dev.tunnel.cli.inspect;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/status`.
///
/// @param state `connecting`, `online`, `retrying` or `stopped`
/// @param status the same, in ngrok's shape; so are `agentVersion` and `session`
@Json
public record StatusResource(
        String version,
        String server,
        String state,
        String detail,
        String account,
        @Nullable Double latencyMillis,
        List<Tunnel> tunnels,
        String status,
        @Json.Property("agent_version") String agentVersion,
        Session session,
        String uri) {

    /// The connection to the server, in ngrok's shape.
    @Json
    public record Session(List<Leg> legs) {}

    /// @param latency such as `12ms`; empty while it is not known
    @Json
    public record Leg(String region, String latency) {}

    /// A tunnel, once, with all its URLs.
    @Json
    public record Tunnel(
            String name,
            String proto,
            List<String> urls,
            String target,
            long connections,
            long connectionsOpen,
            long bytesIn,
            long bytesOut) {}
}
