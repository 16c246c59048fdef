package dev.tunnel.server.team;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A user who belongs to the account.
///
/// @param id the user's
/// @param joinedAt since when
@Schema(name = "Member")
record Member(
        UUID id,
        String email,
        String displayName,
        @Schema(enumeration = {"owner", "admin", "member", "viewer"}) String role,
        boolean suspended,
        Instant joinedAt) {
    static final String SELECT =
            """
            select u.id, u.email, u.display_name, m.role, u.suspended_at is not null as suspended,
                m.created_at
            from membership m join app_user u on u.id = m.user_id
            """;

    static Member of(Row row) {
        return new Member(
                row.uuid("id"),
                row.text("email"),
                row.text("display_name"),
                row.text("role"),
                row.flag("suspended"),
                row.instant("created_at"));
    }

    Cursor cursor() {
        return new Cursor(joinedAt, id);
    }
}
