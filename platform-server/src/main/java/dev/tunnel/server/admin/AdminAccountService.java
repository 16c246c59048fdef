package dev.tunnel.server.admin;

import dev.tunnel.server.account.AccountSummary;
import dev.tunnel.server.account.Administrators;
import dev.tunnel.server.account.Directory;
import dev.tunnel.server.account.Suspensions;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Precondition;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.quota.LimitService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/// What administrators do with accounts.
@ApplicationScoped
class AdminAccountService {
    private final Directory directory;
    private final Suspensions suspensions;
    private final Administrators administrators;
    private final LimitSetting limits;
    private final LimitService locks;
    private final Precondition precondition;

    AdminAccountService(
            Directory directory,
            Suspensions suspensions,
            Administrators administrators,
            LimitSetting limits,
            LimitService locks,
            Precondition precondition) {
        this.directory = directory;
        this.suspensions = suspensions;
        this.administrators = administrators;
        this.limits = limits;
        this.locks = locks;
        this.precondition = precondition;
    }

    /// All of the changes, or none.
    ///
    /// @throws ProblemException `not_found`, `precondition_failed`, `last_admin`
    @Transactional
    AccountSummary change(AccountId account, AccountChange change) {
        if (change.suspended() != null) {
            administrators.serialise();
        }
        locks.serialise(account);
        precondition.check(directory.account(account.value()));
        if (change.limits() != null) {
            limits.set(account, change.limits());
        }
        if (change.suspended() != null) {
            if (change.suspended()) {
                suspensions.suspend(account);
            } else {
                suspensions.resume(account);
            }
        }
        return directory.account(account.value());
    }
}
