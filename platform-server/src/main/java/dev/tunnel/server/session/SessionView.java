package dev.tunnel.server.session;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A session as its owner sees it, with what its tunnels have carried.
///
/// @param state `live` or `ended`
/// @param edge name of the edge that serves it
/// @param authtokenName what its owner called the authtoken that it was begun with
/// @param endedAt null while it is live
/// @param endReason null while it is live; else a short stable word
/// @param tunnels how many tunnels it holds
@Schema(name = "Session")
record SessionView(
        UUID id,
        @Schema(enumeration = {"live", "ended"}) String state,
        String edge,
        AgentView agent,
        UUID authtokenId,
        String authtokenName,
        Instant startedAt,
        @Schema(nullable = true) @Nullable Instant endedAt,
        @Schema(nullable = true) @Nullable String endReason,
        int tunnels,
        long bytesIn,
        long bytesOut,
        long connections,
        long requests) {
    static SessionView of(Row row) {
        return new SessionView(
                row.uuid("id"),
                row.optionalInstant("ended_at").isEmpty() ? "live" : "ended",
                row.text("edge"),
                AgentView.of(row),
                row.uuid("authtoken_id"),
                row.text("authtoken_name"),
                row.instant("started_at"),
                row.optionalInstant("ended_at").orElse(null),
                row.optionalText("end_reason").orElse(null),
                row.integer("tunnels"),
                row.number("bytes_in"),
                row.number("bytes_out"),
                row.number("connections"),
                row.number("requests"));
    }

    Cursor cursor() {
        return new Cursor(startedAt, id);
    }
}
