package dev.tunnel.server.session;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A live tunnel as its owner sees it, with what it has carried since it was opened.
///
/// @param name what the agent calls it
/// @param edge name of the edge that serves it
/// @param bytesIn bytes from visitors towards the local service
@Schema(name = "Tunnel")
record TunnelView(
        UUID id,
        String name,
        String proto,
        List<String> urls,
        String target,
        UUID sessionId,
        String edge,
        AgentView agent,
        Instant openedAt,
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
                row.text("proto"),
                row.texts("urls"),
                row.text("target"),
                row.uuid("session_id"),
                row.text("edge"),
                AgentView.of(row),
                row.instant("opened_at"),
                row.number("bytes_in"),
                row.number("bytes_out"),
                row.number("connections"),
                row.number("requests"));
    }

    Cursor cursor() {
        return new Cursor(openedAt, id);
    }
}
