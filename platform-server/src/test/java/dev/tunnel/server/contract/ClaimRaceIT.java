package dev.tunnel.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.Problem;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// What holds when everybody asks at once.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class ClaimRaceIT {
    private static final int AGENTS = 8;

    @Inject Database database;

    private EdgeCalls edge;

    @BeforeEach
    void edge() {
        edge = EdgeCalls.bootstrapped();
    }

    @RepeatedTest(5)
    void ofTwoAccountsThatClaimANameExactlyOneGetsIt() throws Exception {
        String name = name();
        List<Token> tokens = List.of(database.token(), database.token());
        List<SessionGranted> sessions = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            sessions.add(edge.connect(tokens.get(i % 2)));
        }
        List<Response> answers =
                Together.run(
                        sessions.stream()
                                .map(s ->
                                        (Callable<Response>)
                                                () -> edge.claim(Claims.http(s, "web", name)))
                                .toList());
        List<UUID> winners = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            if (answers.get(i).statusCode() == 200) {
                winners.add(sessions.get(i).accountId());
            } else {
                assertThat(answers.get(i).as(Problem.class).code()).isEqualTo("name_taken");
            }
        }
        assertThat(winners).hasSize(AGENTS / 2);
        assertThat(winners.stream().distinct()).hasSize(1);
        assertThat(holders(name)).isOne();
        assertThat(
                        database.text(
                                "select account_id::text as text from hostname where host = ?",
                                name + ".tunnel.test"))
                .isEqualTo(winners.getFirst().toString());
    }

    @Test
    void freePortsClaimedAtOnceNeverCollideAndAreAllGivenOut() throws Exception {
        int ports = 24;
        EdgeCalls narrow = database.edge(45_000, 45_000 + ports - 1);
        List<SessionGranted> sessions =
                IntStream.range(0, ports + 6)
                        .mapToObj(_ -> narrow.connect(database.token()))
                        .toList();
        List<Response> answers =
                Together.run(
                        sessions.stream()
                                .map(s ->
                                        (Callable<Response>)
                                                () -> narrow.claim(Claims.tcp(s, "ssh")))
                                .toList());
        List<Integer> granted =
                answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .map(answer -> answer.as(ClaimGranted.class).port())
                        .toList();
        assertThat(granted).doesNotHaveDuplicates().hasSize(ports);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .extracting(answer -> answer.as(Problem.class).code())
                .containsOnly("ports_exhausted");
    }

    @Test
    void aNameThatIsClaimedAndFreedByManyIsNeverLeftBehind() throws Exception {
        String name = name();
        List<Callable<Integer>> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            Token token = database.token();
            agents.add(() -> claimAndEnd(token, name));
        }
        int granted = Together.run(agents).stream().mapToInt(Integer::intValue).sum();
        assertThat(granted).isPositive();
        assertThat(holders(name)).isZero();
        assertThat(
                        database.count(
                                "select count(*) as count from hostname where host = ?",
                                name + ".tunnel.test"))
                .isZero();
    }

    @RepeatedTest(5)
    void aRevocationEndsEverySessionThatBeginsAtTheSameMoment() throws Exception {
        Owner owner = Owner.signUp();
        Token token = owner.authtoken("laptop");
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            calls.add(() -> edge.authorise(token.hash(), "machine", null).statusCode());
        }
        calls.add(() -> {
            owner.revoke(token);
            return 401;
        });
        assertThat(Together.run(calls)).containsAnyOf(200, 401).doesNotContain(500);
        assertThat(
                        database.count(
                                "select count(*) as count from agent_session"
                                        + " where authtoken_id = ? and ended_at is null",
                                token.id()))
                .isZero();
    }

    private int claimAndEnd(Token token, String name) {
        int granted = 0;
        for (int i = 0; i < 10; i++) {
            SessionGranted session = edge.connect(token);
            Response answer = edge.claim(Claims.http(session, "web", name));
            if (answer.statusCode() == 200) {
                granted++;
            } else {
                assertThat(answer.as(Problem.class).code()).isEqualTo("name_taken");
            }
            edge.end(session, "agent_stopped");
        }
        return granted;
    }

    private long holders(String name) {
        return database.count(
                "select count(*) as count from claim where host = ?", name + ".tunnel.test");
    }

    private static String name() {
        return "n" + UUID.randomUUID().toString().substring(0, 12);
    }
}
