package dev.tunnel.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.api.edge.UsageReport.Entry;
import dev.tunnel.server.testing.PlatformProcess;
import dev.tunnel.server.testing.Platforms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several edges report random traffic to two platforms. Reports are repeated, overtake each other,
/// and are lost on the way there or back, while platforms are killed at random: in the end every
/// sum is what was carried. The seed is in the failure's message.
class UsageStormIT {
    private static final int EDGES = 3;
    private static final int LEAST_REPORTS = 150;
    private static final int MOST_REPORTS = 20_000;
    private static final int KILLS = 3;
    private static final int ACCOUNTS = 2;
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @TempDir Path directory;
    private final long seed = new Random().nextLong();
    private final Map<UUID, LongAdder> carriedByTunnel = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> carriedByPerson = new ConcurrentHashMap<>();
    private final LongAdder carried = new LongAdder();
    private Platforms platforms;

    private record Open(UUID tunnel, String person) {}

    @BeforeEach
    void start() throws Exception {
        platforms = Platforms.none(directory);
        platforms.start();
        platforms.start();
    }

    @AfterEach
    void stop() throws Exception {
        platforms.close();
    }

    @Test
    void everySumIsWhatWasCarried() throws Exception {
        List<String> people = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            people.add(platforms.signUp());
        }
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> edges = new ArrayList<>();
            for (int i = 0; i < EDGES; i++) {
                int number = i;
                String key = platforms.edge(47_000 + 10 * i, 47_009 + 10 * i);
                List<Open> open = new ArrayList<>();
                for (String person : people) {
                    open.add(open(key, person, number));
                    open.add(open(key, person, number + EDGES));
                }
                edges.add(threads.submit(() -> report(key, open, new Random(seed + number), over)));
            }
            Future<?> killer = threads.submit(() -> kill(new Random(seed - 1), over));
            killer.get();
            for (Future<?> edge : edges) {
                edge.get();
            }
        }
        for (String step : List.of("minute", "hour", "day")) {
            for (String person : people) {
                assertThat(bytes("/api/v1/usage?step=" + step + "&" + period(), person))
                        .as("account by %s, seed %d", step, seed)
                        .isEqualTo(sum(carriedByPerson.get(person)));
            }
            assertThat(
                            bytes(
                                    "/api/v1/admin/usage?step=" + step + "&" + period(),
                                    people.getFirst()))
                    .as("server by %s, seed %d", step, seed)
                    .isEqualTo(carried.sum());
            assertThat(
                            platforms.number(
                                    "select coalesce(sum(bytes_in), 0) from usage_"
                                            + step
                                            + " where subject in (select id from tunnel)"))
                    .as("tunnels by %s, seed %d", step, seed)
                    .isEqualTo(carried.sum());
        }
    }

    /// As an edge does: a number with each report, repeated until it is acknowledged. Worse than an
    /// edge: several reports are under way at once.
    private Object report(String key, List<Open> open, Random random, AtomicBoolean over)
            throws Exception {
        List<UsageReport> pending = new ArrayList<>();
        boolean more = true;
        for (int sequence = 1; more; sequence++) {
            more = sequence < LEAST_REPORTS || (!over.get() && sequence < MOST_REPORTS);
            pending.add(new UsageReport(sequence, entries(open, random)));
            if (pending.size() >= 1 + random.nextInt(6) || !more) {
                List<UsageReport> deliveries = new ArrayList<>(pending);
                pending.forEach(report -> {
                    if (random.nextInt(3) == 0) {
                        deliveries.add(report);
                    }
                });
                Collections.shuffle(deliveries, random);
                for (UsageReport report : deliveries) {
                    deliver(key, report, random);
                }
                pending.clear();
            }
        }
        return open;
    }

    private List<Entry> entries(List<Open> open, Random random) {
        List<Entry> entries = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            Open one = open.get(random.nextInt(open.size()));
            long bytes = random.nextLong(1L << 30);
            Instant minute = NOW.minus(random.nextInt(600), ChronoUnit.MINUTES);
            entries.add(new Entry(one.tunnel(), minute, bytes, 1, 1, 1, 0, 1, 0, 0, 0));
            carriedByTunnel.computeIfAbsent(one.tunnel(), _ -> new LongAdder()).add(bytes);
            carriedByPerson.computeIfAbsent(one.person(), _ -> new LongAdder()).add(bytes);
            carried.add(bytes);
        }
        return entries;
    }

    private void deliver(String key, UsageReport report, Random random) throws Exception {
        for (int which = random.nextInt(2); ; which++) {
            try {
                List<PlatformProcess> now = List.copyOf(platforms.running());
                int status =
                        platforms
                                .send(
                                        now.get(which % now.size()),
                                        "POST",
                                        "/edge/v1/usage",
                                        key,
                                        report)
                                .status();
                boolean answerLost = random.nextInt(5) == 0;
                if (status == 204 && !answerLost) {
                    return;
                }
                assertThat(status).isIn(204, 500, 503);
            } catch (IOException e) {
                // Killed in between: counted or not, the edge cannot know.
            }
        }
    }

    private Object kill(Random random, AtomicBoolean over) throws Exception {
        try {
            for (int i = 0; i < KILLS; i++) {
                PlatformProcess victim = platforms.running().get(random.nextInt(2));
                platforms.kill(victim);
                platforms.start();
            }
        } finally {
            over.set(true);
        }
        return over;
    }

    private Open open(String key, String person, int number) throws Exception {
        String hash = platforms.authtoken(person).hash().toString();
        AgentFacts facts = new AgentFacts("1", "linux", "amd64", "m" + number, "192.0.2.1:1");
        JsonNode session =
                Platforms.expect(
                        200,
                        platforms.call(
                                0,
                                "POST",
                                "/edge/v1/sessions",
                                key,
                                new AuthoriseRequest(hash, facts, null)));
        ClaimRequest claim =
                new ClaimRequest(
                        UUID.fromString(session.path("sessionId").asText()),
                        1,
                        "web",
                        Proto.HTTP,
                        List.of("http"),
                        null,
                        null,
                        null,
                        List.of(),
                        "localhost:8080");
        JsonNode granted =
                Platforms.expect(200, platforms.call(0, "POST", "/edge/v1/claims", key, claim));
        return new Open(UUID.fromString(granted.path("tunnelId").asText()), person);
    }

    private long bytes(String path, String person) throws Exception {
        return Platforms.expect(200, platforms.call(0, "GET", path, person, Map.of()))
                .path("total")
                .path("bytesIn")
                .asLong();
    }

    private static String period() {
        return "from=" + NOW.minus(11, ChronoUnit.HOURS) + "&to=" + NOW.plus(1, ChronoUnit.MINUTES);
    }

    private static long sum(LongAdder adder) {
        return adder.sum();
    }
}
