package dev.tunnel.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.server.testing.PlatformProcess;
import dev.tunnel.server.testing.Platforms;
import dev.tunnel.server.testing.Platforms.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two packaged platforms on one Postgres serve the same users and edges.
class SeveralPlatformsIT {
    private static final int FIRST_PORT = 46_000;
    private static final int THREADS = 24;
    private static final int ROUNDS = 5;

    @TempDir Path directory;
    private Platforms platforms;

    /// Both at once, on an empty database: the schema is made by one, and by the other found.
    @BeforeEach
    void startTwo() throws Exception {
        platforms = Platforms.none(directory);
        together(List.of(platforms::start, platforms::start));
    }

    @AfterEach
    void stop() throws Exception {
        platforms.close();
    }

    @Test
    void ofAllWhoReserveOrClaimOneNameOrPortAtEitherPlatformOneAccountGetsIt() throws Exception {
        assertThat(platforms.number("select count(*) from flyway_schema_history where not success"))
                .isZero();
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            people.add(platforms.signUp());
        }
        String edge = platforms.edge(FIRST_PORT, FIRST_PORT + 99);
        List<JsonNode> sessions = new ArrayList<>();
        for (String person : people) {
            sessions.add(session(edge, person));
        }
        for (int round = 0; round < ROUNDS; round++) {
            String name = "shop-" + round;
            int port = FIRST_PORT + round;
            assertThat(winners(i -> reserve(i, people.get(i % 4), name))).containsOnlyOnce(201);
            assertThat(winners(i -> reserve(i, people.get(i % 4), port))).containsOnlyOnce(201);
            String claimed = "free-" + round;
            List<UUID> owners = new ArrayList<>();
            List<Answer> answers =
                    answers(i -> claim(i, edge, sessions.get(i % 4), i, claimed, null));
            for (int i = 0; i < THREADS; i++) {
                if (answers.get(i).status() == 200) {
                    owners.add(account(sessions.get(i % 4)));
                }
            }
            assertThat(owners.stream().distinct()).hasSize(1);
            assertThat(
                            platforms.number(
                                    "select count(*) from claim where host = '"
                                            + claimed
                                            + ".tunnel.test'"))
                    .isOne();
        }
    }

    @Test
    void onePlatformIsKilledUnderLoadAndNoCallFails() throws Exception {
        String person = platforms.signUp();
        String edge = platforms.edge(FIRST_PORT, FIRST_PORT + 99);
        JsonNode session = session(edge, person);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch underWay = new CountDownLatch(200);
        List<Callable<Void>> load = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int client = i;
            load.add(() -> {
                for (int n = client; !over.get(); n++) {
                    Answer answer =
                            switch (n % 4) {
                                case 0 -> get(n, "/api/v1/tunnels", person);
                                case 1 -> get(n, "/api/v1/usage?step=minute", person);
                                case 2 -> claim(n, edge, session, client, "load-" + client, null);
                                default -> get(n, "/api/v1/me", person);
                            };
                    assertThat(answer.status()).as("call %d", n).isEqualTo(200);
                    calls.incrementAndGet();
                    underWay.countDown();
                }
                return null;
            });
        }
        PlatformProcess victim = platforms.running().getFirst();
        load.add(() -> {
            underWay.await();
            platforms.kill(victim);
            int then = calls.get();
            while (calls.get() < then + 400) {
                Thread.onSpinWait();
            }
            over.set(true);
            return null;
        });
        together(load);
        assertThat(calls.get()).isGreaterThan(600);
    }

    /// The way back from an upgrade: what the newer platform added stays.
    @Test
    void aPlatformStartsOnTheSchemaOfANewerOne() throws Exception {
        platforms.run(
                """
                insert into flyway_schema_history (installed_rank, version, description, type,
                    script, checksum, installed_by, execution_time, success)
                values (1000, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'later', 1, true)
                """);
        PlatformProcess older = platforms.start();
        Answer answer = platforms.send(older, "GET", "/api/v1/server", null, Map.of());
        assertThat(answer.status()).isEqualTo(200);
    }

    private interface Call {
        Answer of(int number) throws Exception;
    }

    private List<Integer> winners(Call call) throws Exception {
        return answers(call).stream().map(Answer::status).toList();
    }

    private List<Answer> answers(Call call) throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            calls.add(() -> call.of(number));
        }
        return together(calls);
    }

    private Answer get(int which, String path, String person) throws Exception {
        return platforms.call(which, "GET", path, person, Map.of());
    }

    private Answer reserve(int which, String person, String name) throws Exception {
        return platforms.call(
                which / 2, "POST", "/api/v1/reserved-subdomains", person, Map.of("name", name));
    }

    private Answer reserve(int which, String person, int port) throws Exception {
        return platforms.call(
                which / 2, "POST", "/api/v1/reserved-addresses", person, Map.of("port", port));
    }

    private Answer claim(
            int which,
            String edge,
            JsonNode session,
            int key,
            @Nullable String subdomain,
            @Nullable Integer port)
            throws Exception {
        ClaimRequest claim =
                new ClaimRequest(
                        UUID.fromString(session.path("sessionId").asText()),
                        session.path("generation").asLong(),
                        "key-" + key % 8,
                        port == null ? Proto.HTTP : Proto.TCP,
                        List.of("http"),
                        subdomain,
                        null,
                        port,
                        List.of(),
                        "localhost:8080");
        return platforms.call(which / 2, "POST", "/edge/v1/claims", edge, claim);
    }

    private JsonNode session(String edge, String person) throws Exception {
        String hash = platforms.authtoken(person).hash().toString();
        AgentFacts facts =
                new AgentFacts("1", "linux", "amd64", "m-" + UUID.randomUUID(), "192.0.2.1:1");
        return Platforms.expect(
                200,
                platforms.call(
                        0,
                        "POST",
                        "/edge/v1/sessions",
                        edge,
                        new AuthoriseRequest(hash, facts, null)));
    }

    private static UUID account(JsonNode session) {
        return UUID.fromString(session.path("accountId").asText());
    }

    private static <T> List<T> together(List<? extends Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> call : calls) {
                running.add(threads.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
