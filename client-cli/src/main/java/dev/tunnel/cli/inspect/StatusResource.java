package dev.tunnel.cli.inspect;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/status`.
///
/// @param state `connecting`, `online`, `retrying` or `stopped`
@Json
public record StatusResource(
        String version,
        String server,
        String state,
        String detail,
        String account,
        @Nullable Double latencyMillis,
        List<Tunnel> tunnels,
        String uri) {

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
