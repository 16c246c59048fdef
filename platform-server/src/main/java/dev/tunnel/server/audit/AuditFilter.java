package dev.tunnel.server.audit;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Times;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which entries of the audit log: a `@BeanParam`. Absent conditions hold for all.
///
/// @param action the whole of it, or its beginning up to and with the dot: `authtoken.`
public record AuditFilter(
        @QueryParam("actor")
                @Size(max = 100)
                @Parameter(
                        description =
                                "Who: user:UUID, edge:NAME, platform, anonymous, or a user's id")
                @Nullable String actor,
        @QueryParam("account") @Parameter(description = "Of this account") @Nullable UUID account,
        @QueryParam("action")
                @Size(max = 100)
                @Parameter(
                        description =
                                "What: authtoken.revoked, or with a dot at the end all of them:"
                                        + " authtoken.")
                @Nullable String action,
        @QueryParam("subject") @Size(max = 100) @Parameter(description = "Id of what was acted on")
                @Nullable String subject,
        @QueryParam("from")
                @Parameter(
                        description = "From this time on",
                        schema = @Schema(implementation = Instant.class))
                @Nullable String from,
        @QueryParam("to")
                @Parameter(
                        description = "Before this time",
                        schema = @Schema(implementation = Instant.class))
                @Nullable String to) {

    /// The same within one account.
    AuditFilter of(AccountId only) {
        return new AuditFilter(actor, only.value(), action, subject, from, to);
    }

    /// Conditions and the values to bind, in order.
    record Where(String sql, List<Object> values) {}

    Where where() {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        add(sql, values, "e.actor = ?", actorName());
        add(sql, values, "e.account_id = ?", account);
        if (action != null && action.endsWith(".")) {
            add(sql, values, "e.action like ?", action.replaceAll("[\\\\%_]", "\\\\$0") + "%");
        } else {
            add(sql, values, "e.action = ?", action);
        }
        add(sql, values, "e.subject = ?", subject);
        add(sql, values, "e.at >= ?", Times.parameter("from", from));
        add(sql, values, "e.at < ?", Times.parameter("to", to));
        return new Where(sql.toString(), values);
    }

    private @Nullable String actorName() {
        if (actor == null || actor.contains(":") || actor.length() != 36) {
            return actor;
        }
        return "user:" + actor;
    }

    private static void add(
            StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }
}
