package dev.tunnel.server.request;

import dev.tunnel.server.database.Outage;
import dev.tunnel.server.database.Schema;
import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.sql.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The rows of `idempotency`: which calls were made, and what they answered.
@ApplicationScoped
class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);

    /// A call that takes longer has died with its platform.
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    private final Sql sql;
    private final Schema schema;
    private final SecureRandom random;
    private final Clock clock;

    Idempotency(Sql sql, Schema schema, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.schema = schema;
        this.random = random;
        this.clock = clock;
    }

    /// A call as it is told from others.
    ///
    /// @param id of caller and key
    /// @param request of method, path and body
    /// @param key the caller's, which opens the answer
    record Call(Sha256 id, Sha256 request, String key) {}

    /// How a call stands.
    sealed interface State {
        /// Nobody made it before; it is this caller's to make now.
        record New() implements State {}

        /// It is being made.
        record Running() implements State {}

        /// The key was used for something else.
        record Reused() implements State {}

        /// It was made, and answered this.
        record Done(int status, byte[] answer) implements State {}
    }

    /// Begins a call, unless it was begun before.
    State begin(Call call) {
        Instant now = clock.instant();
        sql.update(
                """
                delete from idempotency
                where id = ? and (started_at < ? or status is null and started_at < ?)
                """,
                call.id().bytes(),
                now.minus(KEPT),
                now.minus(LONGEST_CALL));
        int begun =
                sql.update(
                        """
                        insert into idempotency (id, request, started_at) values (?, ?, ?)
                        on conflict (id) do nothing
                        """,
                        call.id().bytes(),
                        call.request().bytes(),
                        now);
        return begun == 1 ? new State.New() : known(call).orElseGet(State.Running::new);
    }

    /// Keeps what a call answered.
    void keep(Call call, int status, byte[] answer) {
        sql.update(
                "update idempotency set status = ?, answer = ? where id = ?",
                status,
                SealedAnswer.seal(call.key(), answer, random),
                call.id().bytes());
    }

    /// Forgets a call that did nothing: it may be made again.
    void forget(Call call) {
        sql.update("delete from idempotency where id = ? and status is null", call.id().bytes());
    }

    @Scheduled(every = "15m", delayed = "3m")
    void forgetOld() {
        if (!schema.isReady()) {
            return;
        }
        try {
            sql.update("delete from idempotency where started_at < ?", clock.instant().minus(KEPT));
        } catch (RuntimeException e) {
            if (!Outage.causes(e)) {
                throw e;
            }
        }
    }

    private Optional<State> known(Call call) {
        return sql.first(
                "select request, status, answer from idempotency where id = ?",
                row -> {
                    if (!Sha256.ofBytes(row.bytes("request")).equals(call.request())) {
                        return new State.Reused();
                    }
                    Optional<Integer> status = row.optionalInteger("status");
                    return status.isEmpty()
                            ? new State.Running()
                            : new State.Done(
                                    status.get(),
                                    SealedAnswer.open(call.key(), row.bytes("answer")));
                },
                call.id().bytes());
    }
}
