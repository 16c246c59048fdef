package dev.tunnel.edge.agent;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.Allowances;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds what the platform says of quotas against the accounts, and tells their agents. Control
/// executor only.
final class Quotas {
    private static final Logger log = LoggerFactory.getLogger(Quotas.class);
    private static final String OVER = "This account's tunnels are no longer limited.";

    private final Allowances allowances;
    private final SessionRegistry sessions;

    Quotas(Allowances allowances, SessionRegistry sessions) {
        this.allowances = allowances;
        this.sessions = sessions;
    }

    Allowances allowances() {
        return allowances;
    }

    /// With the grant of a session; a platform without quotas says nothing.
    void granted(@Nullable AccountQuota quota) {
        if (quota != null) {
            var _ = allowances.set(quota);
        }
    }

    /// The platform has decided something else.
    void changed(@Nullable AccountQuota quota) {
        if (quota == null) {
            return;
        }
        var before = allowances.set(quota);
        if (before.level() != quota.level()) {
            log.info("quota of account {}: {}", quota.accountId(), quota.level());
            sessions.all().stream()
                    .filter(session -> session.owner().accountId().equals(quota.accountId()))
                    .flatMap(session -> session.agent().stream())
                    .forEach(agent -> tell(agent, quota.accountId()));
        }
    }

    /// An agent has come in: it hears what there is to hear.
    void welcome(Session session, Agent agent) {
        if (allowances.of(session.owner().accountId()).message().isPresent()) {
            tell(agent, session.owner().accountId());
        }
    }

    private void tell(Agent agent, UUID account) {
        var allowance = allowances.of(account);
        var code = "quota_" + allowance.level().name().toLowerCase(Locale.ROOT);
        agent.notice(code, allowance.message().orElse(OVER));
    }
}
