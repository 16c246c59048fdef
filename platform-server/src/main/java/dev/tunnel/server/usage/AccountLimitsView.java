package dev.tunnel.server.usage;

import dev.tunnel.server.quota.Limits;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an account may use, and what it does.
///
/// @param level how far it is with its monthly bytes
/// @param resetsAt when the month is over
@Schema(name = "AccountLimitsAndUse")
record AccountLimitsView(
        Limits limits,
        Used used,
        QuotaLevel level,
        @Schema(nullable = true) @Nullable String message,
        Instant resetsAt) {

    /// What counts against the limits of the same name.
    @Schema(name = "UsedOfLimits")
    record Used(
            long bytesPerMonth,
            long tunnels,
            long reservedSubdomains,
            long reservedDomains,
            long reservedAddresses) {}
}
