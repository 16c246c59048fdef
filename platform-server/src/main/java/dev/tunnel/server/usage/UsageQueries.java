package dev.tunnel.server.usage;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sums of usage. Every statement names the account.
@ApplicationScoped
class UsageQueries {
    private static final String SUMS =
            """
            select step.at,
                coalesce(sum(m.bytes_in), 0)::bigint as bytes_in,
                coalesce(sum(m.bytes_out), 0)::bigint as bytes_out,
                coalesce(sum(m.connections), 0)::bigint as connections,
                coalesce(sum(m.requests), 0)::bigint as requests,
                coalesce(sum(m.status_1xx), 0)::bigint as status_1xx,
                coalesce(sum(m.status_2xx), 0)::bigint as status_2xx,
                coalesce(sum(m.status_3xx), 0)::bigint as status_3xx,
                coalesce(sum(m.status_4xx), 0)::bigint as status_4xx,
                coalesce(sum(m.status_5xx), 0)::bigint as status_5xx
            from generate_series(?, ?, make_interval(secs => ?)) as step (at)
            left join usage_minute m
                on m.minute >= step.at and m.minute < step.at + make_interval(secs => ?)
                and m.account_id = ? and (?::uuid is null or m.tunnel_id = ?)
            group by step.at order by step.at
            """;

    private final Sql sql;

    UsageQueries(Sql sql) {
        this.sql = sql;
    }

    /// Of all tunnels of the account, closed ones too.
    Usage ofAccount(AccountId account, Period period) {
        return sums(account, null, period);
    }

    /// Of one tunnel, open or closed.
    ///
    /// @throws ProblemException `not_found`
    Usage ofTunnel(AccountId account, UUID tunnel, Period period) {
        boolean owned =
                sql.one(
                        "select exists (select from tunnel where account_id = ? and id = ?) as"
                                + " owned",
                        row -> row.flag("owned"),
                        account.value(),
                        tunnel);
        if (!owned) {
            throw ProblemException.notFound();
        }
        return sums(account, tunnel, period);
    }

    private Usage sums(AccountId account, @Nullable UUID tunnel, Period period) {
        double seconds = period.step().length().toSeconds();
        return Usage.of(
                period,
                sql.list(
                        SUMS,
                        UsageItem::of,
                        period.first(),
                        period.last(),
                        seconds,
                        seconds,
                        account.value(),
                        tunnel,
                        tunnel));
    }
}
