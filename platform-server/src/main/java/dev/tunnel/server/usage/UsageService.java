package dev.tunnel.server.usage;

import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.api.edge.UsageReport.Entry;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
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

    /// Sorted, so that two reports that touch the same rows lock them in the same order.
    private static final String ADD =
            """
            with entry as (
                select t.account_id, t.id as tunnel_id, e.minute, e.bytes_in, e.bytes_out,
                    e.connections, e.requests, e.s1, e.s2, e.s3, e.s4, e.s5
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as e (tunnel_id, minute, bytes_in,
                    bytes_out, connections, requests, s1, s2, s3, s4, s5)
                join tunnel t on t.id = e.tunnel_id),
            added as (
                insert into usage_minute as u (account_id, tunnel_id, minute, bytes_in, bytes_out,
                    connections, requests, status_1xx, status_2xx, status_3xx, status_4xx,
                    status_5xx)
                select account_id, tunnel_id, minute, sum(bytes_in), sum(bytes_out),
                    sum(connections), sum(requests), sum(s1), sum(s2), sum(s3), sum(s4), sum(s5)
                from entry group by account_id, tunnel_id, minute order by tunnel_id, minute
                on conflict (tunnel_id, minute) do update set
                    bytes_in = u.bytes_in + excluded.bytes_in,
                    bytes_out = u.bytes_out + excluded.bytes_out,
                    connections = u.connections + excluded.connections,
                    requests = u.requests + excluded.requests,
                    status_1xx = u.status_1xx + excluded.status_1xx,
                    status_2xx = u.status_2xx + excluded.status_2xx,
                    status_3xx = u.status_3xx + excluded.status_3xx,
                    status_4xx = u.status_4xx + excluded.status_4xx,
                    status_5xx = u.status_5xx + excluded.status_5xx)
            select count(*) as counted from entry
            """;

    private final Sql sql;
    private final Clock clock;

    UsageService(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Adds the report, unless it was counted before.
    @Transactional
    public void count(UUID edge, UsageReport report) {
        Instant now = clock.instant();
        if (isNew(edge, report.sequence(), now)) {
            add(edge, report, now);
            forget(edge, report.sequence());
        }
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

    private void add(UUID edge, UsageReport report, Instant now) {
        List<Entry> plausible = report.entries().stream().filter(UsageService::plausible).toList();
        long counted =
                sql.one(
                        ADD,
                        row -> row.number("counted"),
                        array(plausible, Entry::tunnelId, SqlArray::ofUuids),
                        array(plausible, e -> minute(e.minute(), now), SqlArray::ofInstants),
                        numbers(plausible, Entry::bytesIn),
                        numbers(plausible, Entry::bytesOut),
                        numbers(plausible, Entry::connections),
                        numbers(plausible, Entry::requests),
                        numbers(plausible, Entry::status1xx),
                        numbers(plausible, Entry::status2xx),
                        numbers(plausible, Entry::status3xx),
                        numbers(plausible, Entry::status4xx),
                        numbers(plausible, Entry::status5xx));
        long ignored = report.entries().size() - counted;
        if (ignored > 0) {
            LOG.warnf(
                    "Usage report %d of edge %s: %d of %d entries ignored (unknown tunnel or"
                            + " impossible number)",
                    report.sequence(), edge, ignored, report.entries().size());
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
