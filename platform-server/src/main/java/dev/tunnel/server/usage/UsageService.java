package dev.tunnel.server.usage;

import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.api.edge.UsageReport.Entry;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.sql.Row;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlArray;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Counts what edges report, each report once.
///
/// The report's number and its sums are one transaction: whether the number was new decides whether
/// the sums are added, so an edge may deliver a report as often as it likes, to whichever platform,
/// also twice at once. Nothing in a report's content can make it fail: an edge would deliver it
/// again for ever and its queue would stand still.
@ApplicationScoped
public class UsageService {
    private static final Logger LOG = Logger.getLogger(UsageService.class);

    /// A number no tunnel reaches within one report; beyond it the sums could overflow.
    private static final long IMPLAUSIBLE = 1L << 53;

    /// How many numbers a report may come late. Edges deliver one after another.
    private static final long REORDERED = 1000;

    private static final Duration OLDEST = Duration.ofDays(400);
    private static final Duration NEWEST = Duration.ofMinutes(10);

    /// What each table is given: sorted, so that two reports that touch the same rows lock them in
    /// the same order.
    private static final String INSERT =
            """
            %1$ss as (
                insert into usage_%1$s as u (subject, at, bytes_in, bytes_out, connections,
                    requests, status_1xx, status_2xx, status_3xx, status_4xx, status_5xx)
                select subject, date_trunc('%1$s', minute, 'UTC') as at, sum(bytes_in),
                    sum(bytes_out), sum(connections), sum(requests), sum(s1), sum(s2), sum(s3),
                    sum(s4), sum(s5)
                from part where minute >= ? group by 1, 2 order by 1, 2
                on conflict (subject, at) do update set
                    bytes_in = u.bytes_in + excluded.bytes_in,
                    bytes_out = u.bytes_out + excluded.bytes_out,
                    connections = u.connections + excluded.connections,
                    requests = u.requests + excluded.requests,
                    status_1xx = u.status_1xx + excluded.status_1xx,
                    status_2xx = u.status_2xx + excluded.status_2xx,
                    status_3xx = u.status_3xx + excluded.status_3xx,
                    status_4xx = u.status_4xx + excluded.status_4xx,
                    status_5xx = u.status_5xx + excluded.status_5xx)
            """;

    /// Each entry counts for its tunnel, the tunnel's account and the edge, at every level.
    private static final String ADD =
            """
            with entry as (
                select t.account_id, t.id as tunnel_id, e.minute, e.bytes_in, e.bytes_out,
                    e.connections, e.requests, e.s1, e.s2, e.s3, e.s4, e.s5
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as e (tunnel_id, minute, bytes_in,
                    bytes_out, connections, requests, s1, s2, s3, s4, s5)
                join tunnel t on t.id = e.tunnel_id),
            part as (
                select tunnel_id as subject, entry.* from entry
                union all select account_id, entry.* from entry
                union all select cast(? as uuid), entry.* from entry),
            """
                    + Arrays.stream(Step.values())
                            .map(level -> INSERT.formatted(level.word()).strip())
                            .collect(Collectors.joining(",\n"))
                    + """

                    select count(*) as counted, coalesce(array_agg(distinct account_id::text), '{}')
                        as accounts from entry
                    """;

    private final Sql sql;
    private final UsagePartitions partitions;
    private final Event<UsageCounted> counted;
    private final MeterRegistry meters;
    private final Clock clock;

    UsageService(
            Sql sql,
            UsagePartitions partitions,
            Event<UsageCounted> counted,
            MeterRegistry meters,
            Clock clock) {
        this.sql = sql;
        this.partitions = partitions;
        this.counted = counted;
        this.meters = meters;
        this.clock = clock;
    }

    /// Adds the report, unless it was counted before.
    public void count(UUID edge, UsageReport report) {
        Instant now = clock.instant();
        List<Entry> entries = report.entries().stream().filter(UsageService::plausible).toList();
        List<Instant> minutes = entries.stream().map(e -> minute(e.minute(), now)).toList();
        partitions.cover(Set.copyOf(minutes));
        Set<AccountId> accounts =
                QuarkusTransaction.requiringNew()
                        .call(() -> {
                            boolean isNew = isNew(edge, report.sequence(), now);
                            meter(isNew ? "counted" : "repeated");
                            if (!isNew) {
                                return Set.<AccountId>of();
                            }
                            Set<AccountId> added = add(edge, report, entries, minutes);
                            forget(edge, report.sequence());
                            return added;
                        });
        if (!accounts.isEmpty()) {
            counted.fire(new UsageCounted(accounts));
        }
    }

    private void meter(String result) {
        meters.counter("tunnel.usage.reports", "result", result).increment();
    }

    /// Writes the number down. One that lies far behind the edge's last was counted long ago.
    private boolean isNew(UUID edge, long sequence, Instant now) {
        int first =
                sql.update(
                        """
                        insert into usage_report (edge_id, sequence, received_at)
                        select cast(? as uuid), cast(? as bigint), cast(? as timestamptz)
                        where not exists (
                            select from usage_report where edge_id = ? and sequence >= ?)
                        on conflict do nothing
                        """,
                        edge,
                        sequence,
                        now,
                        edge,
                        sequence + REORDERED);
        return first == 1;
    }

    /// Twice as far back as numbers are accepted, so that none is forgotten while it is repeated.
    private void forget(UUID edge, long sequence) {
        sql.update(
                """
                delete from usage_report r using (
                    select sequence from usage_report where edge_id = ? and sequence <= ?
                    for update skip locked) old
                where r.edge_id = ? and r.sequence = old.sequence
                """,
                edge,
                sequence - 2 * REORDERED,
                edge);
    }

    /// @return the accounts whose tunnels carried it
    private Set<AccountId> add(
            UUID edge, UsageReport report, List<Entry> entries, List<Instant> minutes) {
        Added added =
                sql.one(
                        ADD,
                        Added::of,
                        array(entries, Entry::tunnelId, SqlArray::ofUuids),
                        SqlArray.ofInstants(minutes),
                        numbers(entries, Entry::bytesIn),
                        numbers(entries, Entry::bytesOut),
                        numbers(entries, Entry::connections),
                        numbers(entries, Entry::requests),
                        numbers(entries, Entry::status1xx),
                        numbers(entries, Entry::status2xx),
                        numbers(entries, Entry::status3xx),
                        numbers(entries, Entry::status4xx),
                        numbers(entries, Entry::status5xx),
                        edge,
                        partitions.floor(Step.MINUTE),
                        partitions.floor(Step.HOUR),
                        partitions.floor(Step.DAY));
        long ignored = report.entries().size() - added.entries();
        if (ignored > 0) {
            LOG.warnf(
                    "Usage report %d of edge %s: %d of %d entries ignored (unknown tunnel or"
                            + " impossible number)",
                    report.sequence(), edge, ignored, report.entries().size());
        }
        return added.accounts();
    }

    private record Added(long entries, Set<AccountId> accounts) {
        static Added of(Row row) {
            return new Added(
                    row.number("counted"),
                    row.texts("accounts").stream()
                            .map(id -> new AccountId(UUID.fromString(id)))
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    private static boolean plausible(Entry entry) {
        return List.of(
                        entry.bytesIn(),
                        entry.bytesOut(),
                        entry.connections(),
                        entry.requests(),
                        entry.status1xx(),
                        entry.status2xx(),
                        entry.status3xx(),
                        entry.status4xx(),
                        entry.status5xx())
                .stream()
                .allMatch(number -> 0 <= number && number < IMPLAUSIBLE);
    }

    /// Its minute; where the edge's clock is far off, the present one: rather late than lost.
    private static Instant minute(Instant at, Instant now) {
        boolean near = at.isAfter(now.minus(OLDEST)) && at.isBefore(now.plus(NEWEST));
        return (near ? at : now).truncatedTo(ChronoUnit.MINUTES);
    }

    private static SqlArray numbers(List<Entry> entries, ToLongFunction<Entry> number) {
        return array(entries, number::applyAsLong, SqlArray::ofLongs);
    }

    private static <T> SqlArray array(
            List<Entry> entries,
            Function<Entry, T> value,
            Function<? super List<T>, SqlArray> array) {
        return array.apply(entries.stream().map(value).toList());
    }
}
