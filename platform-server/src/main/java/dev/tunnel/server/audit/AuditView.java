package dev.tunnel.server.audit;

import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One entry of the audit log.
///
/// @param actor who: `user:UUID`, `edge:NAME`, `platform` or `anonymous`
/// @param actorEmail the user's email, if the user is still there
/// @param via the API key with which a user did it, `api-key:UUID`
/// @param action what: `noun.verb`
/// @param subject id of what was acted on
/// @param ip from where
@Schema(name = "AuditEvent")
record AuditView(
        long id,
        Instant at,
        String actor,
        @Schema(nullable = true) @Nullable String actorEmail,
        @Schema(nullable = true) @Nullable String via,
        @Schema(implementation = String.class, format = "uuid", nullable = true)
                @Nullable UUID accountId,
        String action,
        String subject,
        Map<String, String> detail,
        @Schema(nullable = true) @Nullable String ip) {
    AuditView {
        detail = Map.copyOf(detail);
    }

    static final String SELECT =
            """
            select e.id, e.at, e.actor, u.email, e.via, e.account_id, e.action, e.subject,
                e.detail::text as detail, e.ip
            from audit_event e
            left join app_user u on u.id =
                case when e.actor like 'user:%' then substring(e.actor from 6)::uuid end
            """;

    static AuditView of(Row row, Function<String, Map<String, String>> detail) {
        return new AuditView(
                row.number("id"),
                row.instant("at"),
                row.text("actor"),
                row.optionalText("email").orElse(null),
                row.optionalText("via").orElse(null),
                row.optionalUuid("account_id").orElse(null),
                row.text("action"),
                row.text("subject"),
                detail.apply(row.text("detail")),
                row.optionalText("ip").orElse(null));
    }
}
