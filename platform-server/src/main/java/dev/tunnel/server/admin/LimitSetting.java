package dev.tunnel.server.admin;

import dev.tunnel.server.account.Directory;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.quota.AccountLimits;
import dev.tunnel.server.quota.LimitService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;

/// Sets what one account may use, and says so in the audit log.
@ApplicationScoped
class LimitSetting {
    private final Directory directory;
    private final LimitService limits;
    private final AuditLog audit;

    LimitSetting(Directory directory, LimitService limits, AuditLog audit) {
        this.directory = directory;
        this.limits = limits;
        this.audit = audit;
    }

    /// @throws ProblemException `not_found`
    @Transactional(TxType.MANDATORY)
    void set(AccountId account, AccountLimits changed) {
        String before = directory.account(account.value()).limits().toString();
        limits.set(account, changed);
        audit.record(
                new AuditEntry(
                        account,
                        "account.limits_set",
                        account.toString(),
                        Map.of("before", before, "after", changed.toString())));
    }
}
