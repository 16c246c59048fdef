package dev.tunnel.server.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    ///
    /// @param event null to end the edge's event streams: its key is refused from now on
    public record Announcement(UUID edge, @Nullable EdgeEvent event) {}

    /// Within the transaction that refuses the key of an edge: its event streams end.
    public void endStreams(UUID edge) {
        send(new Announcement(edge, null));
    }

    /// Within the transaction that changes the state.
    public void announce(UUID edge, EdgeEvent event) {
        send(new Announcement(edge, event));
    }

    private void send(Announcement announcement) {
        sql.list("select pg_notify(?, ?)", _ -> announcement.edge(), CHANNEL, encode(announcement));
    }

    /// Reads the payload of a notification.
    ///
    /// @throws IllegalArgumentException if it is none of ours
    public Announcement decode(String payload) {
        try {
            return json.readerFor(Announcement.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(payload);
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
