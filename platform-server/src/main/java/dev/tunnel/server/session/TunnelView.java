package dev.tunnel.server.session;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A tunnel as its owner sees it, with what it has carried since it was opened.
///
/// @param name what the agent calls it
/// @param state `live` or `closed`
/// @param edge name of the edge that serves it
/// @param closedAt null while it is live
/// @param closeReason null while it is live; else a short stable word
/// @param bytesIn bytes from visitors towards the local service
@Schema(name = "Tunnel")
record TunnelView(
        UUID id,
        String name,
        @Schema(enumeration = {"live", "closed"}) String state,
        String proto,
        List<String> urls,
        String target,
        UUID sessionId,
        String edge,
        AgentView agent,
        Instant openedAt,
        @Schema(nullable = true) @Nullable Instant closedAt,
        @Schema(nullable = true) @Nullable String closeReason,
        long bytesIn,
        long bytesOut,
        long connections,
        long requests) {
    TunnelView {
        urls = List.copyOf(urls);
    }

    static TunnelView of(Row row) {
        return new TunnelView(
                row.uuid("id"),
                row.text("tunnel_key"),
                row.optionalInstant("closed_at").isEmpty() ? "live" : "closed",
                row.text("proto"),
                row.texts("urls"),
                row.text("target"),
                row.uuid("session_id"),
                row.text("edge"),
                AgentView.of(row),
                row.instant("opened_at"),
                row.optionalInstant("closed_at").orElse(null),
                row.optionalText("close_reason").orElse(null),
                row.number("bytes_in"),
                row.number("bytes_out"),
                row.number("connections"),
                row.number("requests"));
    }

    Cursor cursor() {
        return new Cursor(openedAt, id);
    }
}
