package dev.tunnel.server.session;

import dev.tunnel.server.sql.Row;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session as the rules see it.
///
/// @param ordinal greater for the session that began later
/// @param generation how often it was granted
/// @param endReason why it ended; null while it lives
record SessionRow(
        UUID id,
        UUID account,
        UUID authtoken,
        UUID edge,
        String instance,
        long ordinal,
        long generation,
        @Nullable String endReason) {
    static final String COLUMNS =
            "s.id, s.account_id, s.authtoken_id, s.edge_id, s.instance, s.ordinal, s.generation,"
                    + " s.end_reason";

    static SessionRow of(Row row) {
        return new SessionRow(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuid("authtoken_id"),
                row.uuid("edge_id"),
                row.text("instance"),
                row.number("ordinal"),
                row.number("generation"),
                row.optionalText("end_reason").orElse(null));
    }

    boolean isLive() {
        return endReason == null;
    }

    /// Empty while it lives.
    Optional<String> ended() {
        return Optional.ofNullable(endReason);
    }

    /// Whether the agent came back to it at least once.
    boolean isResumed() {
        return generation > 1;
    }
}
