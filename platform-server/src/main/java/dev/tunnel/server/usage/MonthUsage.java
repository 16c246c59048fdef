package dev.tunnel.server.usage;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What accounts have carried in this calendar month of UTC.
@ApplicationScoped
class MonthUsage {
    private final Sql sql;
    private final Clock clock;

    MonthUsage(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Instant start() {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    /// When the next one begins.
    Instant end() {
        return start().atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    }

    /// Bytes in and out together, of each.
    Map<AccountId, Long> bytes(Collection<AccountId> accounts) {
        Map<AccountId, Long> bytes = new HashMap<>();
        accounts.forEach(account -> bytes.put(account, 0L));
        sql.list(
                        """
                        select subject, sum(bytes_in + bytes_out)::bigint as bytes from usage_day
                        where subject = any (?) and at >= ? group by subject
                        """,
                        row -> Map.entry(new AccountId(row.uuid("subject")), row.number("bytes")),
                        SqlArray.ofUuids(accounts.stream().map(AccountId::value).toList()),
                        start())
                .forEach(used -> bytes.put(used.getKey(), used.getValue()));
        return bytes;
    }
}
