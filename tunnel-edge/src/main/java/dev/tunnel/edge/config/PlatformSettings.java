package dev.tunnel.edge.config;

import java.net.URI;
import java.time.Duration;

/// How the edge reaches the platform.
///
/// @param url base URL, without a slash at the end
/// @param timeout how long one call may take
/// @param silence how long the event stream may be silent; the platform sends a comment every 10 s
public record PlatformSettings(
        URI url, Secret key, String edgeName, Duration timeout, Duration silence) {}
