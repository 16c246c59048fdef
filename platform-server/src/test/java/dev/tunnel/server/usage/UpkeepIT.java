package dev.tunnel.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.contract.WithEdge;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is too old goes; what is not, stays.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class UpkeepIT {
    @Inject Upkeep upkeep;
    @Inject Database database;

    @Test
    void tunnelsAndSessionsThatEndedLongAgoAreForgottenWithTheirUsage() {
        Token token = database.token();
        SessionGranted old = database.edge(39_500, 39_509).connect(token);
        SessionGranted recent = database.edge(39_510, 39_519).connect(token);
        UUID forgotten = tunnel(token, old, "100 days");
        UUID kept = tunnel(token, recent, "10 days");
        database.run(
                "update agent_session set ended_at = now() - interval '100 days', end_reason = 'x'"
                        + " where id = ?",
                old.sessionId());
        upkeep.run();
        assertThat(rows("tunnel where id", forgotten)).isZero();
        assertThat(rows("agent_session where id", old.sessionId())).isZero();
        assertThat(rows("usage_day where subject", forgotten)).isZero();
        assertThat(rows("tunnel where id", kept)).isOne();
        assertThat(rows("agent_session where id", recent.sessionId())).isOne();
        assertThat(rows("usage_day where subject", kept)).isOne();
    }

    @Test
    void minutesThatAreTooOldAreDroppedAndThoseToComeHaveTheirPlace() {
        UUID subject = UUID.randomUUID();
        for (String age : new String[] {"60 days", "20 days"}) {
            database.count(
                    "select count(make_usage_partition('minute', now() - ?::interval)) as count",
                    age);
            usage("minute", subject, age);
        }
        upkeep.run();
        assertThat(rows("usage_minute where subject", subject)).isOne();
        usage("minute", subject, "-2 days");
        usage("hour", subject, "-2 days");
    }

    private UUID tunnel(Token token, SessionGranted session, String closed) {
        UUID id = UUID.randomUUID();
        database.run(
                """
                insert into tunnel (id, account_id, session_id, generation, tunnel_key, proto,
                    host, urls, target, opened_at, claimed_at, closed_at, close_reason)
                values (?, ?, ?, 1, 'web', 'http', 'a.test', '{}', '8080', now(), now(),
                    now() - ?::interval, 'x')
                """,
                id,
                token.account(),
                session.sessionId(),
                closed);
        usage("day", id, "0 days");
        return id;
    }

    private void usage(String level, UUID subject, String age) {
        database.run(
                "insert into usage_"
                        + level
                        + " values (?, now() - ?::interval, 1, 1, 1, 0, 0, 0, 0, 0, 0)",
                subject,
                age);
    }

    private long rows(String of, UUID id) {
        return database.count("select count(*) as count from " + of + " = ?", id);
    }
}
