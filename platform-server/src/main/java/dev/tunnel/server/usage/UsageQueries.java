package dev.tunnel.server.usage;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what was counted: one row for each step in which a subject carried anything.
@ApplicationScoped
class UsageQueries {
    private static final String OF_SUBJECT =
            """
            select at, bytes_in, bytes_out, connections, requests, status_1xx, status_2xx,
                status_3xx, status_4xx, status_5xx
            from %s where subject = ? and at >= ? and at <= ?
            """;

    private static final String OF_SERVER =
            """
            select u.at, sum(u.bytes_in)::bigint as bytes_in, sum(u.bytes_out)::bigint as bytes_out,
                sum(u.connections)::bigint as connections, sum(u.requests)::bigint as requests,
                sum(u.status_1xx)::bigint as status_1xx, sum(u.status_2xx)::bigint as status_2xx,
                sum(u.status_3xx)::bigint as status_3xx, sum(u.status_4xx)::bigint as status_4xx,
                sum(u.status_5xx)::bigint as status_5xx
            from edge e cross join lateral (
                select * from %s where subject = e.id and at >= ? and at <= ?) u
            group by u.at
            """;

    private final Sql sql;

    UsageQueries(Sql sql) {
        this.sql = sql;
    }

    /// Of all tunnels of the account, closed ones too.
    Usage ofAccount(AccountId account, Period period) {
        return ofSubject(account.value(), period);
    }

    /// Of one tunnel, open or closed.
    ///
    /// @throws ProblemException `not_found`
    Usage ofTunnel(AccountId account, UUID tunnel, Period period) {
        if (!exists("tunnel where account_id = ? and id = ?", account.value(), tunnel)) {
            throw ProblemException.notFound();
        }
        return ofSubject(tunnel, period);
    }

    /// Of an account or an edge that an administrator named.
    ///
    /// @throws ProblemException `not_found`
    Usage ofAny(UUID accountOrEdge, Period period) {
        if (!exists("account where id = ?", accountOrEdge)
                && !exists("edge where id = ?", accountOrEdge)) {
            throw ProblemException.notFound();
        }
        return ofSubject(accountOrEdge, period);
    }

    /// Of everybody: what all edges carried.
    Usage ofServer(Period period) {
        return filled(
                period,
                sql.list(
                        OF_SERVER.formatted(period.step().table()),
                        UsageItem::of,
                        period.first(),
                        period.last()));
    }

    private Usage ofSubject(UUID subject, Period period) {
        return filled(
                period,
                sql.list(
                        OF_SUBJECT.formatted(period.step().table()),
                        UsageItem::of,
                        subject,
                        period.first(),
                        period.last()));
    }

    private boolean exists(String what, @Nullable Object... values) {
        return sql.one(
                "select exists (select from " + what + ") as known",
                row -> row.flag("known"),
                values);
    }

    private static Usage filled(Period period, List<UsageItem> carried) {
        Map<Instant, UsageItem> byStart =
                carried.stream().collect(Collectors.toMap(UsageItem::at, Function.identity()));
        List<UsageItem> items = new ArrayList<>();
        Instant last = period.last();
        for (Instant at = period.first(); !at.isAfter(last); at = at.plus(period.step().length())) {
            UsageItem item = byStart.get(at);
            items.add(item == null ? UsageItem.nothing(at) : item);
        }
        return Usage.of(period, items);
    }
}
