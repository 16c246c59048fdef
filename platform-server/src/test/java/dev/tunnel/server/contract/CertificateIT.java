package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateAnswer.State;
import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.DueCertificates;
import dev.tunnel.api.edge.IssuedCertificate;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class CertificateIT {
    private static final String ORDER = "https://acme.test/order/1";

    @Inject Database database;

    private EdgeCalls one;
    private EdgeCalls other;
    private UUID account;
    private String name;

    @BeforeEach
    void twoEdgesAndAName() {
        one = EdgeCalls.bootstrapped();
        other = database.edge(32_000, 32_001);
        account = database.account();
        name = reserved(account);
    }

    private String reserved(UUID owner) {
        String label = "n" + UUID.randomUUID().toString().substring(0, 8);
        database.reserve(owner, label);
        return label + ".tunnel.test";
    }

    private CertificateAnswer wish(EdgeCalls edge, String wanted, boolean own) {
        return edge.post("/certificates", new CertificateWish(wanted, own))
                .then()
                .statusCode(200)
                .extract()
                .as(CertificateAnswer.class);
    }

    private CertificateAnswer wish(EdgeCalls edge) {
        return wish(edge, name, false);
    }

    private CertificateLease lease(EdgeCalls edge) {
        return Objects.requireNonNull(wish(edge).lease());
    }

    private void issue(EdgeCalls edge, CertificateLease lease, IssuedCertificate issued) {
        edge.post("/certificates/outcome", CertificateOutcome.issued(lease.id(), issued))
                .then()
                .statusCode(204);
    }

    private void fail(EdgeCalls edge, CertificateLease lease, long retry, boolean keepOrder) {
        edge.post(
                        "/certificates/outcome",
                        new CertificateOutcome(
                                lease.id(),
                                name,
                                null,
                                "DNS says no\nsecond line",
                                retry,
                                keepOrder))
                .then()
                .statusCode(204);
    }

    private void theLeaseRunsOut() {
        database.run(
                "update certificate set lease_until = now() - interval '1 s' where name = ?", name);
    }

    private void thePauseIsOver() {
        database.run(
                "update certificate set retry_at = now() - interval '1 s' where name = ?", name);
    }

    @Test
    void nobodysNameIsNotOrdered() {
        assertThat(wish(one, "random.tunnel.test", false).state()).isEqualTo(State.NOT_OWNED);
        assertThat(wish(one, "example.org", false).state()).isEqualTo(State.NOT_OWNED);
        assertThat(wish(one, "*.example.org", true).state()).isEqualTo(State.NOT_OWNED);
        assertThat(
                        database.count(
                                "select count(*) as count from certificate where name ="
                                        + " 'random.tunnel.test'"))
                .isZero();
    }

    @Test
    void whatIsNoNameIsRefused() {
        for (String bad : List.of("", "localhost", "UPPER.test", "a..b", "192.0.2.1", "*.*.test")) {
            assertRefused(
                    one.post("/certificates", new CertificateWish(bad, true)),
                    ProblemCode.INVALID_REQUEST);
        }
        assertRefused(one.post("/certificates", "{}"), ProblemCode.INVALID_REQUEST);
        assertRefused(one.post("/certificates/progress", "{}"), ProblemCode.INVALID_REQUEST);
        assertRefused(one.post("/certificates/outcome", "{}"), ProblemCode.INVALID_REQUEST);
    }

    @Test
    void ofTwoEdgesThatAskAtOnceOneOrders() throws Exception {
        List<Callable<CertificateAnswer>> calls =
                Stream.of(one, other, one, other)
                        .<Callable<CertificateAnswer>>map(edge -> () -> wish(edge))
                        .toList();
        assertThat(Together.run(calls).stream().map(CertificateAnswer::state))
                .containsExactlyInAnyOrder(State.ORDER, State.WAIT, State.WAIT, State.WAIT);
    }

    @Test
    void whatOneEdgeOrderedTheOtherHas() throws Exception {
        IssuedCertificate issued = SelfSigned.of(name, 90);
        issue(one, lease(one), issued);
        CertificateAnswer answer = wish(other);
        assertThat(answer.state()).isEqualTo(State.ISSUED);
        assertThat(answer.certificate()).isEqualTo(issued);
        assertThat(answer.lease()).isNull();
        assertThat(
                        database.count(
                                "select count(*) as count from certificate where name = ? and"
                                    + " position(convert_to('PRIVATE', 'UTF8') in sealed_key) = 0",
                                name))
                .as("sealed")
                .isEqualTo(1);
    }

    @Test
    void whenAnEdgeIsLostTheOtherFinishesItsOrder() {
        CertificateLease lost = lease(one);
        one.post(
                        "/certificates/progress",
                        new CertificateProgress(lost.id(), name, ORDER, "its key", List.of()))
                .then()
                .statusCode(204);
        assertThat(wish(other).state()).isEqualTo(State.WAIT);
        theLeaseRunsOut();
        CertificateLease next = lease(other);
        assertThat(next.order()).isEqualTo(ORDER);
        assertThat(next.orderKey()).isEqualTo("its key");
        assertRefused(
                one.post(
                        "/certificates/progress",
                        new CertificateProgress(lost.id(), name, ORDER, "its key", List.of())),
                ProblemCode.NOT_FOUND);
        assertRefused(
                one.post(
                        "/certificates/outcome",
                        new CertificateOutcome(lost.id(), name, null, "late", 0, false)),
                ProblemCode.NOT_FOUND);
    }

    @Test
    void afterAFailureNobodyOrdersForAWhile() {
        fail(one, lease(one), 0, false);
        CertificateAnswer answer = wish(other);
        assertThat(answer.state()).isEqualTo(State.BACKED_OFF);
        assertThat(answer.detail()).isEqualTo("DNS says no");
        assertThat(answer.retrySeconds()).isBetween(110L, 160L);
        thePauseIsOver();
        fail(one, lease(one), 0, false);
        assertThat(wish(other).retrySeconds()).isBetween(230L, 310L);
        thePauseIsOver();
        fail(one, lease(one), 7200, false);
        assertThat(wish(other).retrySeconds()).isBetween(7190L, 7210L);
    }

    @Test
    void anOrderThatMayStillBeFinishedIsKept() {
        CertificateLease first = lease(one);
        one.post(
                "/certificates/progress",
                new CertificateProgress(first.id(), name, ORDER, "its key", List.of()));
        fail(one, first, 0, true);
        thePauseIsOver();
        CertificateLease second = lease(other);
        assertThat(second.order()).isEqualTo(ORDER);
        fail(other, second, 0, false);
        thePauseIsOver();
        assertThat(lease(one).order()).isNull();
    }

    @Test
    void aCertificateIsRenewedByOneEdgeWhileAllServeIt() throws Exception {
        issue(one, lease(one), SelfSigned.of(name, 90));
        database.run("update certificate set renew_at = now() where name = ?", name);
        DueCertificates due =
                other.post("/certificates/due", new DueCertificates.Question(100))
                        .as(DueCertificates.class);
        assertThat(due.wishes()).contains(new CertificateWish(name, false));
        CertificateAnswer first = wish(one);
        CertificateAnswer second = wish(other);
        assertThat(first.state()).isEqualTo(State.ISSUED);
        assertThat(first.lease()).isNotNull();
        assertThat(second.state()).isEqualTo(State.ISSUED);
        assertThat(second.lease()).isNull();
    }

    @Test
    void nobodysCertificateIsNotRenewed() throws Exception {
        issue(one, lease(one), SelfSigned.of(name, 90));
        database.run("update certificate set renew_at = now() where name = ?", name);
        database.run("delete from reserved_subdomain where host = ?", name);
        DueCertificates due =
                other.post("/certificates/due", new DueCertificates.Question(100))
                        .as(DueCertificates.class);
        assertThat(due.wishes()).extracting(CertificateWish::name).doesNotContain(name);
    }

    @Test
    void whatTheServerOnceOwnedIsNotRenewed() throws Exception {
        String once = "once-" + name;
        CertificateLease lease = Objects.requireNonNull(wish(one, once, true).lease());
        issue(one, lease, SelfSigned.of(once, 90));
        database.run("update certificate set renew_at = now() where name = ?", once);
        assertThat(due()).doesNotContain(once);
        assertThat(wish(one, once, true).lease()).as("an edge that still names it").isNotNull();
    }

    @Test
    void whatEndedLongAgoWaitsUntilItIsWanted() throws Exception {
        issue(one, lease(one), SelfSigned.of(name, 90));
        database.run(
                """
                update certificate
                set renew_at = now() - interval '60 days', not_after = now() - interval '29 days'
                where name = ?
                """,
                name);
        assertThat(due()).contains(name);
        database.run(
                "update certificate set not_after = now() - interval '31 days' where name = ?",
                name);
        assertThat(due()).doesNotContain(name);
        assertThat(wish(one).state()).isEqualTo(State.ORDER);
    }

    private List<String> due() {
        return other
                .post("/certificates/due", new DueCertificates.Question(100))
                .as(DueCertificates.class)
                .wishes()
                .stream()
                .map(CertificateWish::name)
                .toList();
    }

    @Test
    void aCertificateOfSomethingElseIsRefused() throws Exception {
        CertificateLease lease = lease(one);
        IssuedCertificate elsewhere = SelfSigned.of("elsewhere.test", 90);
        IssuedCertificate right = SelfSigned.of(name, 90);
        for (IssuedCertificate bad :
                List.of(
                        new IssuedCertificate(name, elsewhere.chain(), elsewhere.key()),
                        new IssuedCertificate(name, right.chain(), elsewhere.key()),
                        new IssuedCertificate(name, "nothing", right.key()),
                        new IssuedCertificate(name, right.chain(), "nothing"))) {
            assertRefused(
                    one.post("/certificates/outcome", CertificateOutcome.issued(lease.id(), bad)),
                    ProblemCode.INVALID_REQUEST);
        }
        issue(one, lease, right);
    }

    @Test
    void oneAccountGetsOnlySoManyAWeek() {
        for (int i = 0; i < 3; i++) {
            assertThat(wish(one, reserved(account), false).state()).isEqualTo(State.ORDER);
        }
        CertificateAnswer answer = wish(one);
        assertThat(answer.state()).isEqualTo(State.BACKED_OFF);
        assertThat(answer.detail()).contains("3 certificates within a week");
    }

    @Test
    void askingForManyAtOnceGetsNoMore() throws Exception {
        List<Callable<CertificateAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String wanted = reserved(account);
            EdgeCalls edge = i % 2 == 0 ? one : other;
            calls.add(() -> wish(edge, wanted, false));
        }
        assertThat(Together.run(calls).stream().map(CertificateAnswer::state))
                .filteredOn(State.ORDER::equals)
                .hasSize(3);
    }

    @Test
    void renewalsAreNoNewNames() throws Exception {
        issue(one, lease(one), SelfSigned.of(name, 90));
        database.run(
                """
                update certificate set renew_at = now(), new_at = now() - interval '8 days'
                where name = ?
                """,
                name);
        assertThat(wish(one).lease()).isNotNull();
        for (int i = 0; i < 3; i++) {
            assertThat(wish(one, reserved(account), false).state()).isEqualTo(State.ORDER);
        }
        assertThat(wish(one, reserved(account), false).state()).isEqualTo(State.BACKED_OFF);
        theLeaseRunsOut();
        assertThat(wish(other).lease()).as("a renewal at the limit").isNotNull();
    }

    @Test
    void aNewNameIsCountedOnceHoweverOftenItIsTried() {
        CertificateLease first = lease(one);
        for (int i = 0; i < 2; i++) {
            assertThat(wish(one, reserved(account), false).state()).isEqualTo(State.ORDER);
        }
        fail(one, first, 0, false);
        thePauseIsOver();
        assertThat(wish(one).state()).isEqualTo(State.ORDER);
    }

    @Test
    void anyEdgeKnowsWhatAnotherIsAsked() {
        CertificateLease lease = lease(one);
        AcmeChallenge http = new AcmeChallenge(AcmeChallenge.Kind.HTTP, "token-" + name, "answer");
        AcmeChallenge alpn = new AcmeChallenge(AcmeChallenge.Kind.TLS_ALPN, name, "0a");
        one.post(
                        "/certificates/progress",
                        new CertificateProgress(
                                lease.id(), name, ORDER, "key", List.of(http, alpn)))
                .then()
                .statusCode(204);
        for (AcmeChallenge challenge : List.of(http, alpn)) {
            assertThat(
                            other.post(
                                            "/acme/challenges",
                                            new AcmeChallenge.Question(
                                                    challenge.kind(), challenge.question()))
                                    .as(AcmeChallenge.class))
                    .isEqualTo(challenge);
        }
        fail(one, lease, 0, false);
        assertRefused(
                other.post(
                        "/acme/challenges",
                        new AcmeChallenge.Question(http.kind(), http.question())),
                ProblemCode.NOT_FOUND);
    }

    @Test
    void allEdgesAreOneCustomerOfADirectory() {
        var question = new AcmeAccountKey.Question("https://acme.test/directory");
        AcmeAccountKey key = one.post("/acme/account", question).as(AcmeAccountKey.class);
        assertThat(key.key()).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(other.post("/acme/account", question).as(AcmeAccountKey.class)).isEqualTo(key);
        assertThat(
                        one.post(
                                        "/acme/account",
                                        new AcmeAccountKey.Question("https://other.test/"))
                                .as(AcmeAccountKey.class))
                .isNotEqualTo(key);
    }

    @Test
    void theServersOwnNamesNeedNoAccount() {
        assertThat(wish(one, "*.tunnel.test", false).state()).isEqualTo(State.NOT_OWNED);
        assertThat(wish(one, "*.tunnel.test", true).state()).isNotEqualTo(State.NOT_OWNED);
        assertThat(wish(one, "tunnel.test", false).state()).isNotEqualTo(State.NOT_OWNED);
        assertThat(wish(one, "console.tunnel.test", true).state()).isNotEqualTo(State.NOT_OWNED);
    }
}
