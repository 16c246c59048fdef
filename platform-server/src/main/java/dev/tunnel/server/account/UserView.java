package dev.tunnel.server.account;

import dev.tunnel.server.quota.AccountLimits;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A user as administrators see it.
///
/// @param accountId the account that the user owns longest; null for who owns none
/// @param limits that account's own limits
@Schema(name = "AdminUser")
public record UserView(
        UUID id,
        String email,
        String displayName,
        @Schema(enumeration = {"admin", "user"}) String role,
        boolean emailVerified,
        boolean suspended,
        Instant createdAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant lastLoginAt,
        @Schema(implementation = String.class, format = "uuid", nullable = true)
                @Nullable UUID accountId,
        AccountLimits limits) {
    static final String SELECT =
            """
            select u.id, u.email, u.display_name, u.server_admin,
                u.email_verified_at is not null as email_verified,
                u.suspended_at is not null as suspended, u.created_at, u.last_login_at,
                own.id as account_id, coalesce(l.limits, '{}')::text as limits
            from app_user u
            left join lateral (
                select a.id from membership m join account a on a.id = m.account_id
                where m.user_id = u.id and m.role = 'owner' order by m.created_at, a.id limit 1
            ) own on true
            left join account_limits l on l.account_id = own.id
            """;

    static UserView of(Row row, Function<String, AccountLimits> limits) {
        return new UserView(
                row.uuid("id"),
                row.text("email"),
                row.text("display_name"),
                row.flag("server_admin") ? "admin" : "user",
                row.flag("email_verified"),
                row.flag("suspended"),
                row.instant("created_at"),
                row.optionalInstant("last_login_at").orElse(null),
                row.optionalUuid("account_id").orElse(null),
                limits.apply(row.text("limits")));
    }
}
