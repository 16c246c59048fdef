package dev.tunnel.server.usage;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What was carried: bytes, public connections, and HTTP requests by class of status.
///
/// @param bytesIn from visitors towards the local service
/// @param bytesOut from the local service towards visitors
@Schema(name = "UsageCounts")
record UsageCounts(
        long bytesIn,
        long bytesOut,
        long connections,
        long requests,
        long status1xx,
        long status2xx,
        long status3xx,
        long status4xx,
        long status5xx) {}
