package dev.tunnel.server.account;

import dev.tunnel.server.quota.AccountLimits;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An account as administrators see it.
///
/// @param owner email of the owner of longest standing
/// @param tunnels how many are live
/// @param limits the account's own; what is absent is the server's default
@Schema(name = "AdminAccount")
public record AccountSummary(
        UUID id,
        String name,
        @Schema(nullable = true) @Nullable String owner,
        boolean suspended,
        Instant createdAt,
        long members,
        long tunnels,
        AccountLimits limits) {
    static final String SELECT =
            """
            select a.id, a.name, a.suspended_at is not null as suspended, a.created_at,
                coalesce(l.limits, '{}')::text as limits,
                (select u.email from membership m join app_user u on u.id = m.user_id
                    where m.account_id = a.id and m.role = 'owner'
                    order by m.created_at, u.id limit 1) as owner,
                (select count(*) from membership m where m.account_id = a.id) as members,
                (select count(*) from claim c where c.account_id = a.id) as tunnels
            from account a left join account_limits l on l.account_id = a.id
            """;

    static AccountSummary of(Row row, Function<String, AccountLimits> limits) {
        return new AccountSummary(
                row.uuid("id"),
                row.text("name"),
                row.optionalText("owner").orElse(null),
                row.flag("suspended"),
                row.instant("created_at"),
                row.number("members"),
                row.number("tunnels"),
                limits.apply(row.text("limits")));
    }
}
