package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

/// `POST /edge/v1/claims/{tunnelId}/release`: the tunnel is closed and its name free. Ignored when
/// a newer generation or another session holds the name by now.
public record ClaimRelease(long generation, String reason) {
    public ClaimRelease {
        requireNonNull(reason, "reason");
    }
}
