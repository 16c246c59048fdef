package dev.tunnel.server.reservation.port;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;

/// A TCP port that is held for an account.
record ReservedAddress(UUID id, int port, String description, Instant createdAt) {
    static final String COLUMNS = "id, port, description, created_at";

    static ReservedAddress of(Row row) {
        return new ReservedAddress(
                row.uuid("id"),
                row.integer("port"),
                row.text("description"),
                row.instant("created_at"));
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
