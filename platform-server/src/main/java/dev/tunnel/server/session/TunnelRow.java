package dev.tunnel.server.session;

import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.server.sql.Row;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tunnel as the rules see it.
///
/// @param generation of the session when it claimed the tunnel last
/// @param closeReason why it closed; null while it is open
record TunnelRow(
        UUID id,
        UUID account,
        UUID session,
        String key,
        long generation,
        Proto proto,
        Endpoint endpoint,
        @Nullable String closeReason) {
    static final String COLUMNS =
            "t.id, t.account_id, t.session_id, t.tunnel_key, t.generation, t.proto, t.host,"
                    + " t.port, t.close_reason";

    static TunnelRow of(Row row) {
        return new TunnelRow(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuid("session_id"),
                row.text("tunnel_key"),
                row.number("generation"),
                Proto.valueOf(row.text("proto").toUpperCase(Locale.ROOT)),
                Endpoint.of(row),
                row.optionalText("close_reason").orElse(null));
    }

    boolean isOpen() {
        return closeReason == null;
    }

    /// Closed not by anybody's will: it opens again when the session does.
    boolean isDormant() {
        return Reason.SESSION_ENDED.equals(closeReason) || Reason.EDGE_LOST.equals(closeReason);
    }
}
