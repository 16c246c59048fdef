package dev.tunnel.server.usage;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.quota.QuotaService;
import dev.tunnel.server.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What the account may use.
@Path("/api/v1/limits")
@RunOnVirtualThread
@Tag(name = "usage")
public class LimitsResource {
    private final LimitService limits;
    private final QuotaService quotas;
    private final MonthUsage month;
    private final Sql sql;
    private final Caller caller;

    LimitsResource(
            LimitService limits, QuotaService quotas, MonthUsage month, Sql sql, Caller caller) {
        this.limits = limits;
        this.quotas = quotas;
        this.month = month;
        this.sql = sql;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Limits of the account, and what is used of them")
    public AccountLimitsView getLimits() {
        AccountId account = caller.account();
        AccountQuota quota = quotas.of(account);
        return new AccountLimitsView(
                limits.of(account),
                used(account),
                QuotaLevel.of(quota.level()),
                quota.message(),
                month.end());
    }

    private AccountLimitsView.Used used(AccountId account) {
        long bytes = month.bytes(List.of(account)).getOrDefault(account, 0L);
        return sql.one(
                """
                select (select count(*) from claim where account_id = a.id) as tunnels,
                    (select count(*) from reserved_subdomain where account_id = a.id) as subdomains,
                    (select count(*) from reserved_domain where account_id = a.id) as domains,
                    (select count(*) from reserved_address where account_id = a.id) as addresses
                from (select ?::uuid as id) a
                """,
                row ->
                        new AccountLimitsView.Used(
                                bytes,
                                row.number("tunnels"),
                                row.number("subdomains"),
                                row.number("domains"),
                                row.number("addresses")),
                account.value());
    }
}
