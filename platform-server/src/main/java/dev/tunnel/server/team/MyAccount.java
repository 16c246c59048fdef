package dev.tunnel.server.team;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An account that the user belongs to.
///
/// @param role what the user may do in it
/// @param members how many belong to it
@Schema(name = "MyAccount")
record MyAccount(
        UUID id,
        String name,
        @Schema(enumeration = {"owner", "admin", "member", "viewer"}) String role,
        boolean suspended,
        long members,
        Instant createdAt) {
    static final String SELECT =
            """
            select a.id, a.name, m.role, a.suspended_at is not null as suspended, a.created_at,
                (select count(*) from membership o where o.account_id = a.id) as members
            from membership m join account a on a.id = m.account_id
            """;

    static MyAccount of(Row row) {
        return new MyAccount(
                row.uuid("id"),
                row.text("name"),
                row.text("role"),
                row.flag("suspended"),
                row.number("members"),
                row.instant("created_at"));
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
