package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.api.edge.UsageReport.Entry;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class UsageIT {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @Inject Database database;

    private Owner owner;
    private EdgeCalls edge;
    private ClaimGranted tunnel;

    @BeforeEach
    void serve() {
        owner = Owner.signUp();
        edge = database.edge(34_000, 34_009);
        tunnel = open(owner);
    }

    @Test
    void aReportIsCountedOnceHoweverOftenItIsDelivered() {
        for (int i = 0; i < 3; i++) {
            deliver(new UsageReport(1, List.of(entry(tunnel, NOW, 100))));
        }
        deliver(new UsageReport(2, List.of(entry(tunnel, NOW, 11))));
        assertThat(total("/api/v1/usage").getLong("total.bytesIn")).isEqualTo(111);
        assertThat(edge.register(34_000, 34_009).lastUsageSequence()).isEqualTo(2);
    }

    @Test
    void aReportDeliveredTwiceAtOnceIsCountedOnce() throws Exception {
        UsageReport report = new UsageReport(1, List.of(entry(tunnel, NOW, 100)));
        List<Callable<Integer>> deliveries =
                Collections.nCopies(8, () -> edge.report(report).statusCode());
        assertThat(Together.run(deliveries)).containsOnly(204);
        assertThat(total("/api/v1/usage").getLong("total.bytesIn")).isEqualTo(100);
    }

    @RepeatedTest(3)
    void reportsRepeatedReorderedAndConcurrentAddUpExactly(RepetitionInfo repetition)
            throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        List<ClaimGranted> tunnels = List.of(tunnel, open(owner), open(owner));
        List<UsageReport> reports = new ArrayList<>();
        Map<Instant, Long> expected = new TreeMap<>();
        for (int sequence = 1; sequence <= 40; sequence++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Instant minute = NOW.minus(random.nextInt(90), ChronoUnit.MINUTES);
                long bytes = random.nextLong(1L << 40);
                entries.add(entry(tunnels.get(random.nextInt(3)), minute, bytes));
                expected.merge(minute, bytes, Long::sum);
            }
            reports.add(new UsageReport(sequence, entries));
        }
        List<UsageReport> deliveries = new ArrayList<>(reports);
        deliveries.addAll(reports);
        Collections.shuffle(deliveries, random);
        assertThat(
                        Together.run(
                                deliveries.stream()
                                        .map(report ->
                                                (Callable<Integer>)
                                                        () -> edge.report(report).statusCode())
                                        .toList()))
                .containsOnly(204);

        long sum = expected.values().stream().mapToLong(Long::longValue).sum();
        for (String step : List.of("minute", "hour", "day")) {
            JsonPath usage = total("/api/v1/usage?step=" + step);
            assertThat(usage.getLong("total.bytesIn")).isEqualTo(sum);
            assertThat(usage.getLong("total.bytesOut")).isEqualTo(2 * sum);
            assertThat(usage.getList("items.bytesIn", Long.class).stream().mapToLong(n -> n).sum())
                    .isEqualTo(sum);
        }
        JsonPath minutes = total("/api/v1/usage?step=minute");
        List<String> at = minutes.getList("items.at");
        List<Long> bytes = minutes.getList("items.bytesIn", Long.class);
        for (int i = 0; i < at.size(); i++) {
            assertThat(bytes.get(i)).isEqualTo(expected.getOrDefault(Instant.parse(at.get(i)), 0L));
        }
    }

    @Test
    void aTunnelsMetricsAreItsOwn() {
        ClaimGranted other = open(owner);
        deliver(new UsageReport(1, List.of(entry(tunnel, NOW, 100), entry(other, NOW, 23))));
        assertThat(total(metrics(tunnel)).getLong("total.bytesIn")).isEqualTo(100);
        assertThat(total(metrics(other)).getLong("total.bytesIn")).isEqualTo(23);
        assertThat(total("/api/v1/usage").getLong("total.bytesIn")).isEqualTo(123);
        JsonPath live = total("/api/v1/tunnels/" + tunnel.tunnelId());
        assertThat(live.getLong("bytesIn")).isEqualTo(100);
        assertThat(live.getLong("bytesOut")).isEqualTo(200);
        assertThat(live.getLong("connections")).isOne();
        assertThat(live.getLong("requests")).isEqualTo(2);
    }

    @Test
    void anotherAccountSeesNothingOfIt() {
        deliver(new UsageReport(1, List.of(entry(tunnel, NOW, 100))));
        Owner stranger = Owner.signUp();
        assertThat(stranger.request().get("/api/v1/usage").jsonPath().getLong("total.bytesIn"))
                .isZero();
        assertRefused(stranger.request().get(metrics(tunnel)), ProblemCode.NOT_FOUND);
    }

    @Test
    void unknownTunnelsAndImpossibleNumbersAreIgnoredWithoutHoldingTheQueueUp() {
        ClaimGranted unknown = new ClaimGranted(UUID.randomUUID(), null, null, List.of());
        deliver(
                new UsageReport(
                        1,
                        List.of(
                                entry(unknown, NOW, 1),
                                entry(tunnel, NOW, -1),
                                entry(tunnel, NOW, Long.MAX_VALUE),
                                entry(tunnel, NOW, 100))));
        deliver(new UsageReport(2, List.of()));
        assertThat(total("/api/v1/usage").getLong("total.bytesIn")).isEqualTo(100);
        assertThat(edge.register(34_000, 34_009).lastUsageSequence()).isEqualTo(2);
    }

    @Test
    void onlyTheLatestNumbersAreKeptAndNoneIsCountedAgain() {
        for (int sequence : new int[] {1, 2, 3, 1500, 2600, 5000, 4500}) {
            deliver(new UsageReport(sequence, List.of(entry(tunnel, NOW, 1))));
        }
        assertThat(
                        database.count(
                                "select count(*) as count from usage_report r join edge e"
                                        + " on e.id = r.edge_id where e.name = ?",
                                edge.name()))
                .isEqualTo(2);
        for (int sequence : new int[] {1, 2, 3, 1500, 2600, 5000, 4500}) {
            deliver(new UsageReport(sequence, List.of(entry(tunnel, NOW, 1))));
        }
        assertThat(total("/api/v1/usage").getLong("total.bytesIn")).isEqualTo(7);
        assertThat(edge.register(34_000, 34_009).lastUsageSequence()).isEqualTo(5000);
    }

    @Test
    void whatAnEdgeWithAWrongClockReportsIsCountedNow() {
        deliver(
                new UsageReport(
                        1,
                        List.of(
                                entry(tunnel, Instant.EPOCH, 1),
                                entry(tunnel, Instant.MAX.truncatedTo(ChronoUnit.DAYS), 2))));
        assertThat(total("/api/v1/usage").getLong("total.bytesIn")).isEqualTo(3);
    }

    @Test
    void usageOutlivesItsTunnel() {
        deliver(new UsageReport(1, List.of(entry(tunnel, NOW, 100))));
        owner.request().delete("/api/v1/tunnels/" + tunnel.tunnelId()).then().statusCode(204);
        deliver(new UsageReport(2, List.of(entry(tunnel, NOW, 1))));
        assertThat(total(metrics(tunnel)).getLong("total.bytesIn")).isEqualTo(101);
    }

    @Test
    void aPeriodIsAnsweredStepByStepWithZeros() {
        Instant from = Instant.parse("2026-01-30T12:30:00Z");
        deliver(
                new UsageReport(
                        1, List.of(entry(tunnel, Instant.parse("2026-01-31T23:59:00Z"), 7))));
        JsonPath usage = total("/api/v1/usage?step=day&from=" + from + "&to=2026-02-02T00:00:00Z");
        assertThat(usage.getList("items.at"))
                .containsExactly(
                        "2026-01-30T00:00:00Z", "2026-01-31T00:00:00Z", "2026-02-01T00:00:00Z");
        assertThat(usage.getList("items.bytesIn", Long.class)).containsExactly(0L, 7L, 0L);
        assertThat(usage.getString("from")).isEqualTo("2026-01-30T12:30:00Z");
        assertThat(usage.getString("step")).isEqualTo("day");
    }

    @Test
    void aTableIsGivenToWhoAsksForOne() {
        deliver(
                new UsageReport(
                        1, List.of(entry(tunnel, Instant.parse("2026-01-31T23:59:00Z"), 7))));
        String period = "step=day&from=2026-01-31T00:00:00Z&to=2026-02-02T00:00:00Z";
        String expected =
                """
                at,bytesIn,bytesOut,connections,requests,status1xx,status2xx,status3xx,status4xx,status5xx\r
                2026-01-31T00:00:00Z,7,14,1,2,0,1,0,1,0\r
                2026-02-01T00:00:00Z,0,0,0,0,0,0,0,0,0\r
                """;
        for (String path : List.of("/api/v1/usage", metrics(tunnel))) {
            Response byHeader = owner.request().accept("text/csv").get(path + "?" + period);
            assertThat(byHeader.contentType()).startsWith("text/csv");
            assertThat(byHeader.asString()).isEqualTo(expected);
            assertThat(owner.request().get(path + "?format=csv&" + period).asString())
                    .isEqualTo(expected);
            assertRefused(owner.request().get(path + "?format=xml"), ProblemCode.INVALID_REQUEST);
        }
    }

    @Test
    void minutesThatAreNotKeptAnyMoreStillCountByHourAndDay() {
        Instant longAgo = NOW.minus(200, ChronoUnit.DAYS);
        deliver(new UsageReport(1, List.of(entry(tunnel, longAgo, 7))));
        String around =
                "from="
                        + longAgo.minus(1, ChronoUnit.HOURS)
                        + "&to="
                        + longAgo.plus(1, ChronoUnit.HOURS);
        assertThat(total("/api/v1/usage?step=minute&" + around).getLong("total.bytesIn")).isZero();
        assertThat(total("/api/v1/usage?step=hour&" + around).getLong("total.bytesIn"))
                .isEqualTo(7);
        assertThat(total("/api/v1/usage?step=day&" + around).getLong("total.bytesIn")).isEqualTo(7);
    }

    @Test
    void onlyAdministratorsSeeTheServersUsage() {
        assertRefused(owner.request().get("/api/v1/admin/usage"), ProblemCode.FORBIDDEN);
    }

    @Test
    void aBadPeriodIsNamed() {
        for (String query :
                List.of(
                        "step=week",
                        "from=yesterday",
                        "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                        "to=%2B999999-01-01T00:00:00Z",
                        "step=minute&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z")) {
            assertRefused(
                    owner.request().urlEncodingEnabled(false).get("/api/v1/usage?" + query),
                    ProblemCode.INVALID_REQUEST);
        }
    }

    private ClaimGranted open(Owner of) {
        SessionGranted session = edge.connect(of.authtoken("laptop"));
        return edge.claimed(Claims.random(session, "web"));
    }

    private void deliver(UsageReport report) {
        edge.report(report).then().statusCode(204);
    }

    private JsonPath total(String path) {
        return owner.request().get(path).then().statusCode(200).extract().jsonPath();
    }

    private static String metrics(ClaimGranted tunnel) {
        return "/api/v1/tunnels/" + tunnel.tunnelId() + "/metrics";
    }

    private static Entry entry(ClaimGranted tunnel, Instant minute, long bytes) {
        long out = bytes < 1L << 60 ? 2 * bytes : bytes;
        return new Entry(tunnel.tunnelId(), minute, bytes, out, 1, 2, 0, 1, 0, 1, 0);
    }
}
