package dev.tunnel.server.quota;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.AccountQuota.Level;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides what visitors of an account may use: its limits, and less when its monthly bytes run
/// out.
@ApplicationScoped
public class QuotaService {
    private static final int PERCENT = 100;

    private final LimitService limits;
    private final QuotaSettings settings;
    private final Sql sql;
    private final Clock clock;

    QuotaService(LimitService limits, QuotaSettings settings, Sql sql, Clock clock) {
        this.limits = limits;
        this.settings = settings;
        this.sql = sql;
        this.clock = clock;
    }

    /// What edges are told.
    public AccountQuota of(AccountId account) {
        return of(List.of(account)).getFirst();
    }

    /// What edges are told of each of them.
    public List<AccountQuota> of(Collection<AccountId> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        Map<AccountId, Limits> set = limits.of(accounts);
        Map<AccountId, Level> levels = levels(accounts);
        return set.entrySet().stream()
                .map(account ->
                        quota(
                                account.getKey(),
                                account.getValue(),
                                levels.getOrDefault(account.getKey(), Level.OK)))
                .toList();
    }

    private AccountQuota quota(AccountId account, Limits set, Level level) {
        long bytes = set.bytesPerSecond();
        boolean slow = level == Level.THROTTLED || level == Level.REFUSED;
        if (slow && (bytes == Limits.UNLIMITED || bytes > settings.throttledBytesPerSecond())) {
            bytes = settings.throttledBytesPerSecond();
        }
        return new AccountQuota(
                account.value(),
                level,
                limited(set.connections()),
                limited(set.requestsPerSecond()),
                limited(bytes),
                message(level));
    }

    /// Takes note of how much was used this month.
    ///
    /// @return whether that changed what edges are to be told
    @Transactional
    public boolean used(AccountId account, long bytes) {
        Level level = level(limits.of(account).bytesPerMonth(), bytes);
        return sql.update(
                        """
                        insert into account_quota as q (account_id, level, changed_at)
                        select id, ?, ? from account where id = ? and (? <> 'ok' or exists (
                            select from account_quota where account_id = account.id))
                        on conflict (account_id) do update
                        set level = excluded.level, changed_at = excluded.changed_at
                        where q.level <> excluded.level
                        """,
                        word(level),
                        clock.instant(),
                        account.value(),
                        word(level))
                == 1;
    }

    /// Accounts that are not as they are at the start of a month.
    public List<AccountId> outOfTheOrdinary(int most) {
        return sql.list(
                "select account_id from account_quota where level <> 'ok' limit ?",
                row -> new AccountId(row.uuid("account_id")),
                most);
    }

    /// Of those that have one.
    private Map<AccountId, Level> levels(Collection<AccountId> accounts) {
        Map<AccountId, Level> levels = new HashMap<>();
        sql.list(
                        "select account_id, level from account_quota where account_id = any (?)",
                        row ->
                                Map.entry(
                                        new AccountId(row.uuid("account_id")),
                                        Level.valueOf(row.text("level").toUpperCase(Locale.ROOT))),
                        SqlArray.ofUuids(accounts.stream().map(AccountId::value).toList()))
                .forEach(known -> levels.put(known.getKey(), known.getValue()));
        return levels;
    }

    private Level level(long limit, long used) {
        if (limit == Limits.UNLIMITED) {
            return Level.OK;
        }
        if (reaches(used, limit, settings.refusePercent())) {
            return Level.REFUSED;
        }
        if (reaches(used, limit, settings.throttlePercent())) {
            return Level.THROTTLED;
        }
        return reaches(used, limit, settings.noticePercent()) ? Level.NOTICE : Level.OK;
    }

    private static boolean reaches(long used, long limit, int percent) {
        return used >= (double) limit * percent / PERCENT;
    }

    private @Nullable String message(Level level) {
        return switch (level) {
            case OK -> null;
            case NOTICE ->
                    "This account has used more than "
                            + settings.noticePercent()
                            + " % of what it may carry this month.";
            case THROTTLED ->
                    "This account has used up what it may carry this month: until the next, its"
                            + " tunnels are slow.";
            case REFUSED ->
                    "This account has carried more than it may this month: until the next, visitors"
                            + " are refused.";
        };
    }

    private static @Nullable Long limited(long limit) {
        return limit == Limits.UNLIMITED ? null : limit;
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
