package dev.tunnel.server.session;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.database.Outage;
import dev.tunnel.server.database.Schema;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.token.AuthtokenRevoked;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// Ends the sessions of authtokens whose time has passed.
@ApplicationScoped
class ExpiryWatch {
    private final Sql sql;
    private final Revocations revocations;
    private final Schema schema;
    private final Clock clock;

    ExpiryWatch(Sql sql, Revocations revocations, Schema schema, Clock clock) {
        this.sql = sql;
        this.revocations = revocations;
        this.schema = schema;
        this.clock = clock;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        if (!schema.isReady()) {
            return;
        }
        try {
            check();
        } catch (RuntimeException e) {
            if (!Outage.causes(e)) {
                throw e;
            }
        }
    }

    @Transactional
    void check() {
        expired().forEach(revocations::end);
    }

    private List<AuthtokenRevoked> expired() {
        return sql.list(
                """
                select distinct s.account_id, s.authtoken_id
                from agent_session s join authtoken t on t.id = s.authtoken_id
                where s.ended_at is null and t.expires_at <= ?
                order by s.account_id, s.authtoken_id
                """,
                row ->
                        new AuthtokenRevoked(
                                new AccountId(row.uuid("account_id")), row.uuid("authtoken_id")),
                clock.instant());
    }
}
