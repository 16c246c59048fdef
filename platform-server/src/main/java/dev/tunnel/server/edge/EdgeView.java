package dev.tunnel.server.edge;

import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An edge as administrators see it.
///
/// @param health `up`, `draining`, `down` (its lease has run out), `new` (never heard of) or
///   `revoked`
/// @param keyPrefix the first characters of its key
/// @param previousKeyUntil until when the key before is good, too
/// @param sessions agents connected
/// @param tunnels live on it
@Schema(name = "Edge")
record EdgeView(
        UUID id,
        String name,
        @Schema(enumeration = {"up", "draining", "down", "new", "revoked"}) String health,
        @Schema(nullable = true) @Nullable String version,
        String keyPrefix,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant previousKeyUntil,
        @Schema(nullable = true) @Nullable String agentAddress,
        @Schema(nullable = true) @Nullable Integer httpPort,
        @Schema(nullable = true) @Nullable Integer httpsPort,
        @Schema(nullable = true) @Nullable String tcpPorts,
        Instant createdAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant lastSeenAt,
        long sessions,
        long tunnels) {
    static final String SELECT =
            """
            select e.id, e.name, e.version, e.key_prefix, e.agent_host, e.agent_port, e.http_port,
                e.https_port, e.tcp_port_from, e.tcp_port_to, e.created_at, e.last_seen_at,
                case when e.previous_key_until > ? then e.previous_key_until end as previous_key_until,
                case when e.revoked_at is not null then 'revoked'
                    when e.lease_until is null then 'new'
                    when e.lease_until < ? then 'down'
                    when e.draining_at is not null then 'draining'
                    else 'up' end as health,
                (select count(*) from agent_session s
                    where s.edge_id = e.id and s.ended_at is null) as sessions,
                (select count(*) from agent_session s
                    join tunnel t on t.session_id = s.id
                    where s.edge_id = e.id and s.ended_at is null
                        and t.closed_at is null) as tunnels
            from edge e
            """;

    static EdgeView of(Row row) {
        return new EdgeView(
                row.uuid("id"),
                row.text("name"),
                row.text("health"),
                row.optionalText("version").orElse(null),
                row.text("key_prefix"),
                row.optionalInstant("previous_key_until").orElse(null),
                row.optionalText("agent_host")
                        .map(host -> host + ":" + row.integer("agent_port"))
                        .orElse(null),
                row.optionalInteger("http_port").orElse(null),
                row.optionalInteger("https_port").orElse(null),
                row.optionalInteger("tcp_port_from")
                        .map(from -> from + "-" + row.integer("tcp_port_to"))
                        .orElse(null),
                row.instant("created_at"),
                row.optionalInstant("last_seen_at").orElse(null),
                row.number("sessions"),
                row.number("tunnels"));
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
