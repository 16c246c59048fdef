package dev.tunnel.api.edge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The answer to [EdgeRegistration].
///
/// @param leaseSeconds the edge's sessions end when it has not sent a heartbeat for this long
/// @param heartbeatSeconds how often to send a heartbeat
/// @param lastUsageSequence sequence number of the last usage report counted from this edge; 0 for
///   none
/// @param contract the version of the contract that is spoken from here on; absent from platforms
///   that only know the first
public record EdgeRegistered(
        UUID edgeId,
        int leaseSeconds,
        int heartbeatSeconds,
        long lastUsageSequence,
        @Nullable Integer contract) {}
