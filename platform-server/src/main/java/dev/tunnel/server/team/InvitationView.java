package dev.tunnel.server.team;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An invitation that was neither accepted nor taken back.
@Schema(name = "Invitation")
record InvitationView(
        UUID id,
        String email,
        @Schema(enumeration = {"owner", "admin", "member", "viewer"}) String role,
        @Schema(implementation = String.class, format = "uuid", nullable = true)
                @Nullable UUID invitedBy,
        Instant createdAt,
        Instant expiresAt) {
    static final String SELECT =
            "select id, email, role, invited_by, created_at, expires_at from invitation";

    static InvitationView of(Row row) {
        return new InvitationView(
                row.uuid("id"),
                row.text("email"),
                row.text("role"),
                row.optionalUuid("invited_by").orElse(null),
                row.instant("created_at"),
                row.instant("expires_at"));
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
