package dev.tunnel.server.apikey;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An API key without its secret.
///
/// @param prefix the secret's first characters, to recognise it by
/// @param createdBy the user for whom it acts
/// @param lastUsedIp from where it was used last
@Schema(name = "ApiKey")
record ApiKeyView(
        UUID id,
        String name,
        String prefix,
        @Schema(
                        implementation = String.class,
                        enumeration = {"read", "write"})
                KeyScope scope,
        UUID createdBy,
        Instant createdAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant expiresAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant lastUsedAt,
        @Schema(nullable = true) @Nullable String lastUsedIp) {
    static final String COLUMNS =
            "id, name, prefix, scope, created_by, created_at, expires_at, last_used_at,"
                    + " last_used_ip";

    static ApiKeyView of(Row row) {
        return new ApiKeyView(
                row.uuid("id"),
                row.text("name"),
                row.text("prefix"),
                KeyScope.ofWire(row.text("scope")),
                row.uuid("created_by"),
                row.instant("created_at"),
                row.optionalInstant("expires_at").orElse(null),
                row.optionalInstant("last_used_at").orElse(null),
                row.optionalText("last_used_ip").orElse(null));
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
