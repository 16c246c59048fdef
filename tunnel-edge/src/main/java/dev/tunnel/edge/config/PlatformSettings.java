package dev.tunnel.edge.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// How the edge reaches the platform.
///
/// @param url base URL, without a slash at the end
/// @param timeout how long one call may take
/// @param silence how long the event stream may be silent; the platform sends a comment every 10 s
/// @param hosts names under which visitors reach the platform through this edge, lower case
public record PlatformSettings(
        URI url,
        Secret key,
        String edgeName,
        Duration timeout,
        Duration silence,
        List<String> hosts) {
    public PlatformSettings {
        hosts = List.copyOf(hosts);
    }

    /// One whose platform visitors reach some other way.
    public PlatformSettings(
            URI url, Secret key, String edgeName, Duration timeout, Duration silence) {
        this(url, key, edgeName, timeout, silence, List.of());
    }
}
