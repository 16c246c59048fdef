package dev.tunnel.server.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Tells edges what to close, through Postgres: every platform on the database hears it, and hears
/// it only when the transaction that decided it has committed.
@ApplicationScoped
public class Announcements {
    /// The channel to `LISTEN` on.
    public static final String CHANNEL = "tunnel_edge";

    private final Sql sql;
    private final ObjectMapper json;

    Announcements(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// One event for one edge.
    public record Announcement(UUID edge, EdgeEvent event) {}

    /// Within the transaction that changes the state.
    void announce(UUID edge, EdgeEvent event) {
        sql.list(
                "select pg_notify(?, ?)",
                _ -> edge,
                CHANNEL,
                encode(new Announcement(edge, event)));
    }

    /// Reads the payload of a notification.
    ///
    /// @throws IllegalArgumentException if it is none of ours
    public Announcement decode(String payload) {
        try {
            return json.readValue(payload, Announcement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an announcement: " + payload, e);
        }
    }

    private String encode(Announcement announcement) {
        try {
            return json.writeValueAsString(announcement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + announcement, e);
        }
    }
}
