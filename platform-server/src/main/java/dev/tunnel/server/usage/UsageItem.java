package dev.tunnel.server.usage;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What was carried within one step.
///
/// @param at start of the step
@Schema(name = "UsageItem")
record UsageItem(
        Instant at,
        long bytesIn,
        long bytesOut,
        long connections,
        long requests,
        long status1xx,
        long status2xx,
        long status3xx,
        long status4xx,
        long status5xx) {}
