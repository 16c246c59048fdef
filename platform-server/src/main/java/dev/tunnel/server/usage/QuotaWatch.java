package dev.tunnel.server.usage;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.database.Outage;
import dev.tunnel.server.database.Schema;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.quota.Limits;
import dev.tunnel.server.quota.LimitsChanged;
import dev.tunnel.server.quota.QuotaService;
import dev.tunnel.server.session.QuotaNews;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Compares what accounts have carried this month with what they may, and tells edges when that
/// changes something: after every report, when limits change, and when a month is over.
@ApplicationScoped
class QuotaWatch {
    private static final Logger LOG = Logger.getLogger(QuotaWatch.class);
    private static final int MOST = 10_000;

    private final LimitService limits;
    private final QuotaService quotas;
    private final QuotaNews news;
    private final MonthUsage month;
    private final Schema schema;

    QuotaWatch(
            LimitService limits,
            QuotaService quotas,
            QuotaNews news,
            MonthUsage month,
            Schema schema) {
        this.limits = limits;
        this.quotas = quotas;
        this.news = news;
        this.month = month;
        this.schema = schema;
    }

    void counted(@Observes UsageCounted event) {
        try {
            look(
                    limits.of(event.accounts()).entrySet().stream()
                            .filter(account ->
                                    account.getValue().bytesPerMonth() != Limits.UNLIMITED)
                            .map(Map.Entry::getKey)
                            .toList());
        } catch (RuntimeException e) {
            // The report is counted; what was not looked at now is with the next.
            failed(e);
        }
    }

    /// Within the transaction that changes them: edges hear of it if it commits. Of other defaults,
    /// which may be everybody's, they hear with their next heartbeat.
    void changed(@Observes LimitsChanged event) {
        AccountId account = event.account();
        if (account != null) {
            look(List.of(account));
            news.tell(account);
        }
    }

    /// Those that are limited now may not be any more: another month has begun.
    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        if (schema.isReady()) {
            try {
                look(quotas.outOfTheOrdinary(MOST));
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void look(Collection<AccountId> accounts) {
        month.bytes(accounts)
                .forEach((account, bytes) -> {
                    if (quotas.used(account, bytes)) {
                        LOG.infof("Account %s has carried %d bytes this month", account, bytes);
                        news.tell(account);
                    }
                });
    }

    private static void failed(RuntimeException e) {
        if (Outage.causes(e)) {
            LOG.debugf("Quotas wait for the database: %s", Outage.reason(e));
        } else {
            LOG.error("Quotas were not looked at", e);
        }
    }
}
