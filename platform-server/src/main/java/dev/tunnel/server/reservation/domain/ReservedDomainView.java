package dev.tunnel.server.reservation.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A domain of the account's own, proved or to be proved.
///
/// @param verified whether tunnels may have it
/// @param records of which one must be set to prove the domain
/// @param checkedAt when the records were looked for last
@Schema(name = "ReservedDomain")
record ReservedDomainView(
        UUID id,
        String hostname,
        String url,
        boolean verified,
        @Schema(description = "Set one of them; the alias sends visitors here too")
                List<DnsRecord> records,
        String description,
        Instant createdAt,
        @Schema(nullable = true) @Nullable Instant verifiedAt,
        @Schema(nullable = true) @Nullable Instant checkedAt) {
    ReservedDomainView {
        records = List.copyOf(records);
    }
}
