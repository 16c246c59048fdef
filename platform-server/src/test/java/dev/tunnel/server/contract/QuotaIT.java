package dev.tunnel.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.AccountQuota.Level;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.api.edge.UsageReport.Entry;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.quota.AccountLimits;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the platform decides of quotas, and when it tells edges.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class QuotaIT {
    private static final long MONTH = 1000;

    @Inject Database database;
    @Inject LimitService service;

    private Owner owner;
    private Token token;
    private EdgeCalls edge;
    private SessionGranted session;
    private ClaimGranted tunnel;
    private long sequence;

    @BeforeEach
    void serve() {
        owner = Owner.signUp();
        token = owner.authtoken("laptop");
        edge = database.edge(39_000, 39_009);
        session = edge.connect(token);
        tunnel = edge.claimed(Claims.random(session, "web"));
    }

    @Test
    void withoutLimitsThereIsNone() {
        assertThat(session.quota()).isEqualTo(AccountQuota.unlimited(owner.account()));
    }

    @Test
    void anAgentIsLetInWithTheLimitsOfItsAccount() {
        set(limits(null, null, 7L, 8L, 9L));
        assertThat(edge.connect(token).quota())
                .isEqualTo(new AccountQuota(owner.account(), Level.OK, 7L, 8L, 9L, null));
    }

    @Test
    void edgesHearOfLimitsThatChange() throws Exception {
        try (EventReader events = EventReader.open(edge)) {
            set(limits(null, null, 3L, null, null));
            assertThat(heard(events).connections()).isEqualTo(3);
        }
    }

    @Test
    void whatAnEdgeDidNotHearComesWithItsHeartbeat() {
        assertThat(edge.heartbeat(List.of(session), List.of(tunnel))).isEmpty();
        set(limits(null, null, 3L, null, null));
        assertThat(edge.heartbeat(List.of(session), List.of(tunnel)))
                .extracting(EdgeEvent::type)
                .containsExactly(EdgeEvent.Type.QUOTA_CHANGED);
    }

    @Test
    void defaultsThatChangeComeWithTheHeartbeatForWhoeverHasNoneOfItsOwn() {
        Owner other = Owner.signUp();
        SessionGranted own = edge.connect(other.authtoken("laptop"));
        setFor(other, limits(null, null, 5L, null, null));
        defaults(limits(null, null, 3L, null, null));
        try {
            assertThat(edge.heartbeat(List.of(session, own), List.of(tunnel)))
                    .extracting(event -> Objects.requireNonNull(event.quota()))
                    .extracting(AccountQuota::accountId, AccountQuota::connections)
                    .containsExactlyInAnyOrder(
                            tuple(owner.account(), 3L), tuple(other.account(), 5L));
        } finally {
            defaults(AccountLimits.UNSET);
            // Or heartbeats of the tests after this one would tell of it.
            database.run("delete from setting where name = 'default_limits_changed'");
        }
    }

    @Test
    void bytesThatRunOutAreNoticedThenSlowThenRefused() throws Exception {
        set(limits(MONTH, null, null, null, null));
        try (EventReader events = EventReader.open(edge)) {
            carry(799);
            carry(1);
            assertThat(heard(events).level()).isEqualTo(Level.NOTICE);
            carry(200);
            AccountQuota slow = heard(events);
            assertThat(slow.level()).isEqualTo(Level.THROTTLED);
            assertThat(slow.bytesPerSecond()).isEqualTo(65_536);
            assertThat(slow.message()).contains("used up");
            carry(100);
            assertThat(heard(events).level()).isEqualTo(Level.REFUSED);

            JsonPath shown = owner.request().get("/api/v1/limits").jsonPath();
            assertThat(shown.getString("level")).isEqualTo("refused");
            assertThat(shown.getLong("used.bytesPerMonth")).isEqualTo(1100);
            assertThat(shown.getLong("limits.bytesPerMonth")).isEqualTo(MONTH);
            assertThat(shown.getLong("limits.tunnels")).isEqualTo(-1);
            assertThat(shown.getLong("used.tunnels")).isOne();

            set(limits(10 * MONTH, null, null, null, null));
            assertThat(heard(events).level()).isEqualTo(Level.OK);
        }
    }

    @Test
    void noMoreTunnelsAreOpenedThanAreAllowed() {
        set(limits(null, 2L, null, null, null));
        SessionGranted second = edge.connect(token);
        ClaimGranted last = edge.claimed(Claims.random(second, "a"));
        Refusal.assertRefused(edge.claim(Claims.random(second, "b")), ProblemCode.LIMIT_REACHED);
        edge.release(last, second.generation());
        edge.claimed(Claims.random(second, "b"));
    }

    private static AccountQuota heard(EventReader events) throws Exception {
        EdgeEvent event = events.next();
        assertThat(event.type()).isEqualTo(EdgeEvent.Type.QUOTA_CHANGED);
        return Objects.requireNonNull(event.quota());
    }

    private static AccountLimits limits(
            @Nullable Long bytesPerMonth,
            @Nullable Long tunnels,
            @Nullable Long connections,
            @Nullable Long requestsPerSecond,
            @Nullable Long bytesPerSecond) {
        return new AccountLimits(
                bytesPerMonth,
                tunnels,
                connections,
                requestsPerSecond,
                bytesPerSecond,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private void set(AccountLimits to) {
        setFor(owner, to);
    }

    private void setFor(Owner whose, AccountLimits to) {
        QuarkusTransaction.requiringNew()
                .run(() -> service.set(new AccountId(whose.account()), to));
    }

    private void defaults(AccountLimits to) {
        QuarkusTransaction.requiringNew().run(() -> service.setDefaults(to));
    }

    private void carry(long bytes) {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Entry entry = new Entry(tunnel.tunnelId(), minute, bytes, 0, 1, 0, 0, 0, 0, 0, 0);
        edge.report(new UsageReport(++sequence, List.of(entry))).then().statusCode(204);
    }
}
