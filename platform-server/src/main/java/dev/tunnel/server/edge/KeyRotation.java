package dev.tunnel.server.edge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How an edge's key is replaced.
///
/// @param overlapSeconds for how long the old key stays good; 0 for not at all
record KeyRotation(
        @Min(0) @Max(604_800) @Schema(defaultValue = "3600") @Nullable Integer overlapSeconds) {
    private static final int HOUR = 3_600;

    int overlap() {
        return overlapSeconds == null ? HOUR : overlapSeconds;
    }
}
