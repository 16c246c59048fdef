package dev.tunnel.server.session;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A live session as its owner sees it.
///
/// @param edge name of the edge that serves it
/// @param authtokenName what its owner called the authtoken that it was begun with
/// @param tunnels how many tunnels it holds
@Schema(name = "Session")
record SessionView(
        UUID id,
        String edge,
        AgentView agent,
        UUID authtokenId,
        String authtokenName,
        Instant startedAt,
        int tunnels) {
    static SessionView of(Row row) {
        return new SessionView(
                row.uuid("id"),
                row.text("edge"),
                AgentView.of(row),
                row.uuid("authtoken_id"),
                row.text("authtoken_name"),
                row.instant("started_at"),
                row.integer("tunnels"));
    }

    Cursor cursor() {
        return new Cursor(startedAt, id);
    }
}
