package dev.tunnel.server.usage;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The partitions of the usage tables: there is one wherever something is counted, and none that is
/// older than its level is kept.
@ApplicationScoped
class UsagePartitions {
    /// Partitions that are made before they are needed, so that no report has to wait for one.
    private static final int AHEAD = 2;

    private static final int MOST_DROPPED = 50;

    /// `lock_not_available`.
    private static final String IN_USE = "55P03";

    private static final Logger LOG = Logger.getLogger(UsagePartitions.class);

    /// What one platform still counts another must not drop: their clocks may differ.
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Sql sql;
    private final RetentionSettings retention;
    private final Clock clock;

    /// Those known to be there. They go only when nothing is counted in them any more.
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    UsagePartitions(Sql sql, RetentionSettings retention, Clock clock) {
        this.sql = sql;
        this.retention = retention;
        this.clock = clock;
    }

    /// What lies before is not counted at that level any more.
    Instant floor(Step level) {
        return level.floor(clock.instant().minus(kept(level)));
    }

    /// Makes sure that these times have partitions, in a transaction of its own. Costs nothing when
    /// they were there the last time.
    void cover(Collection<Instant> minutes) {
        for (Step level : Step.values()) {
            Instant floor = floor(level);
            minutes.stream().filter(at -> !at.isBefore(floor)).forEach(at -> cover(level, at));
        }
    }

    /// Makes those of the near future.
    void makeAhead() {
        Instant now = clock.instant();
        for (Step level : Step.values()) {
            Instant at = now;
            for (int i = 0; i <= AHEAD; i++) {
                cover(level, at);
                at = next(level, at);
            }
        }
    }

    /// Drops those that are too old, at most some at a time. Gives up for now where somebody uses
    /// them for long.
    ///
    /// @return how many
    int dropOld() {
        int dropped = 0;
        for (Step level : Step.values()) {
            Instant before = floor(level).minus(MARGIN);
            try {
                dropped += QuarkusTransaction.requiringNew().call(() -> drop(level, before));
            } catch (SqlFailure e) {
                if (!e.is(IN_USE)) {
                    throw e;
                }
                LOG.debugf("Old usage by %s is in use, and dropped later", level.word());
            }
        }
        return dropped;
    }

    private int drop(Step level, Instant before) {
        sql.update("set local lock_timeout = '2s'");
        return sql.one(
                "select drop_usage_partitions(?, ?, ?) as dropped",
                row -> row.integer("dropped"),
                level.word(),
                before,
                MOST_DROPPED);
    }

    private void cover(Step level, Instant at) {
        String name = level.word() + name(level, at);
        if (known.contains(name)) {
            return;
        }
        QuarkusTransaction.requiringNew()
                .run(() ->
                        sql.one(
                                "select make_usage_partition(?, ?) as made",
                                row -> row.flag("made"),
                                level.word(),
                                at));
        known.add(name);
    }

    private static String name(Step level, Instant at) {
        String day = at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return switch (level) {
            case MINUTE -> day;
            case HOUR -> day.substring(0, "2026-01".length());
            case DAY -> day.substring(0, "2026".length());
        };
    }

    private static Instant next(Step level, Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        return switch (level) {
            case MINUTE -> time.plusDays(1).toInstant();
            case HOUR -> time.plusMonths(1).toInstant();
            case DAY -> time.plusYears(1).toInstant();
        };
    }

    private Duration kept(Step level) {
        return switch (level) {
            case MINUTE -> retention.usageMinutes();
            case HOUR -> retention.usageHours();
            case DAY -> retention.usageDays();
        };
    }
}
