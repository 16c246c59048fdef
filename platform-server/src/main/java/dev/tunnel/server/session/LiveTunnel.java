package dev.tunnel.server.session;

import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A live tunnel as administrators see it.
///
/// @param name what the agent calls it
/// @param edge name of the edge that serves it
@Schema(name = "AdminTunnel")
public record LiveTunnel(
        UUID id,
        UUID accountId,
        String accountName,
        String name,
        String proto,
        List<String> urls,
        String target,
        UUID sessionId,
        String edge,
        AgentView agent,
        Instant openedAt) {
    public LiveTunnel {
        urls = List.copyOf(urls);
    }

    static LiveTunnel of(Row row) {
        return new LiveTunnel(
                row.uuid("id"),
                row.uuid("account_id"),
                row.text("account_name"),
                row.text("tunnel_key"),
                row.text("proto"),
                row.texts("urls"),
                row.text("target"),
                row.uuid("session_id"),
                row.text("edge"),
                AgentView.of(row),
                row.instant("opened_at"));
    }
}
