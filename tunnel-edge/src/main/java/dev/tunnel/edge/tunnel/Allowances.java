package dev.tunnel.edge.tunnel;

import dev.tunnel.api.edge.AccountQuota;
import io.netty.util.concurrent.Ticker;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The [Allowance] of each account that has had an agent here. Any thread.
public final class Allowances {
    private final Map<UUID, Allowance> accounts = new ConcurrentHashMap<>();
    private final Ticker ticker;

    public Allowances(Ticker ticker) {
        this.ticker = ticker;
    }

    /// An account's; without limits until the platform says otherwise.
    public Allowance of(UUID account) {
        return accounts.computeIfAbsent(
                account, id -> new Allowance(AccountQuota.unlimited(id), ticker));
    }

    /// The platform says what an account may use.
    ///
    /// @return what it said before
    public AccountQuota set(AccountQuota quota) {
        return of(quota.accountId()).set(quota);
    }
}
