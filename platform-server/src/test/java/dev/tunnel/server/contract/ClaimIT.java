package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class ClaimIT {
    @Inject Database database;

    private EdgeCalls edge;
    private Token token;
    private SessionGranted session;

    @BeforeEach
    void connect() {
        edge = EdgeCalls.bootstrapped();
        token = database.token();
        session = edge.connect(token);
    }

    @Test
    void aNameIsGrantedWithItsUrls() {
        String name = name();
        ClaimGranted tunnel = edge.claimed(Claims.http(session, "web", name.toUpperCase()));
        assertThat(tunnel.hostname()).isEqualTo(name + ".tunnel.test");
        assertThat(tunnel.port()).isNull();
        assertThat(tunnel.urls())
                .containsExactly(
                        "http://" + name + ".tunnel.test:8000",
                        "https://" + name + ".tunnel.test:8443");
    }

    @Test
    void onlyTheSchemesAskedForAreServed() {
        ClaimRequest both = Claims.random(session, "web");
        ClaimRequest https =
                new ClaimRequest(
                        both.sessionId(),
                        both.generation(),
                        "web",
                        Proto.HTTP,
                        List.of("https"),
                        null,
                        null,
                        null,
                        List.of(),
                        "x");
        assertThat(edge.claimed(https).urls()).singleElement().asString().startsWith("https://");
    }

    @Test
    void aTlsTunnelHasOneUrl() {
        String name = name();
        assertThat(edge.claimed(Claims.tls(session, "db", name)).urls())
                .containsExactly("tls://" + name + ".tunnel.test:8443");
    }

    @Test
    void aFullHostNameBelowTheDomainIsTheSameAsItsLabel() {
        String name = name();
        ClaimGranted tunnel = edge.claimed(Claims.hostname(session, "web", name + ".Tunnel.Test"));
        assertThat(tunnel.hostname()).isEqualTo(name + ".tunnel.test");
    }

    @Test
    void aHostNameElsewhereMustBeReserved() {
        assertRefused(
                edge.claim(Claims.hostname(session, "web", "www.example.org")),
                ProblemCode.HOSTNAME_NOT_RESERVED);
    }

    @Test
    void aBadOrForbiddenNameIsRefused() {
        for (String bad : List.of("a b", "-a", "a.b", "", "ü", "x".repeat(64))) {
            assertRefused(
                    edge.claim(Claims.http(session, "web", bad)), ProblemCode.INVALID_REQUEST);
        }
        assertRefused(
                edge.claim(Claims.hostname(session, "web", "a.b.tunnel.test")),
                ProblemCode.INVALID_REQUEST);
        assertRefused(edge.claim(Claims.http(session, "web", "www")), ProblemCode.NAME_FORBIDDEN);
    }

    @Test
    void aNameReservedByAnotherAccountIsTaken() {
        String name = name();
        database.reserve(database.account(), name);
        assertRefused(edge.claim(Claims.http(session, "web", name)), ProblemCode.NAME_TAKEN);
    }

    @Test
    void aNameReservedByTheAccountIsGranted() {
        String name = name();
        database.reserve(token.account(), name);
        edge.claimed(Claims.http(session, "web", name));
        edge.end(session, "connection_lost");
        assertThat(owners(name)).isOne();
    }

    @Test
    void aNameInUseByAnotherAccountIsTakenUntilItIsReleased() {
        String name = name();
        ClaimGranted tunnel = edge.claimed(Claims.http(session, "web", name));
        SessionGranted other = edge.connect(database.token());
        assertRefused(edge.claim(Claims.http(other, "web", name)), ProblemCode.NAME_TAKEN);
        edge.release(tunnel, session.generation());
        edge.claimed(Claims.http(other, "web", name));
    }

    @Test
    void endingASessionFreesItsNames() {
        String name = name();
        edge.claimed(Claims.http(session, "web", name));
        edge.end(session, "connection_lost");
        assertThat(owners(name)).isZero();
        edge.claimed(Claims.http(edge.connect(database.token()), "web", name));
    }

    @Test
    void aReleaseByAnOlderGenerationOrAnotherEdgeIsIgnored() {
        String name = name();
        edge.claimed(Claims.http(session, "web", name));
        SessionGranted again = edge.resume(token, session);
        ClaimGranted tunnel = edge.claimed(Claims.http(again, "web", name));
        edge.release(tunnel, session.generation());
        database.edge(32_000, 32_001).release(tunnel, again.generation());
        assertThat(owners(name)).isOne();
    }

    @Test
    void randomNamesAreReadableAndDiffer() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            names.add(String.valueOf(edge.claimed(Claims.random(session, "k" + i)).hostname()));
        }
        assertThat(names)
                .hasSize(10)
                .allMatch(host -> host.matches("[0-9a-hjkmnp-tv-z]{10}\\.tunnel\\.test"));
    }

    @Test
    void theSameKeyAskedForAgainIsTheSameTunnel() {
        ClaimGranted first = edge.claimed(Claims.random(session, "web"));
        assertThat(edge.claimed(Claims.random(session, "web"))).isEqualTo(first);
    }

    @Test
    void theSameKeyUnderAnotherNameReplacesTheTunnel() {
        String first = name();
        String second = name();
        ClaimGranted before = edge.claimed(Claims.http(session, "web", first));
        ClaimGranted after = edge.claimed(Claims.http(session, "web", second));
        assertThat(after.tunnelId()).isNotEqualTo(before.tunnelId());
        assertThat(owners(first)).isZero();
        assertThat(owners(second)).isOne();
    }

    @Test
    void aSessionHoldsAsManyTunnelsAsItsLimit() {
        for (int i = 0; i < session.maxTunnels(); i++) {
            edge.claimed(Claims.random(session, "k" + i));
        }
        assertRefused(edge.claim(Claims.random(session, "more")), ProblemCode.LIMIT_REACHED);
        edge.claimed(Claims.random(session, "k0"));
    }

    @Test
    void aClaimOfAnOlderGenerationAnEndedOrAnUnknownSessionIsSuperseded() {
        SessionGranted again = edge.resume(token, session);
        assertRefused(edge.claim(Claims.random(session, "web")), ProblemCode.SESSION_SUPERSEDED);
        edge.end(again, "connection_lost");
        assertRefused(edge.claim(Claims.random(again, "web")), ProblemCode.SESSION_SUPERSEDED);
        SessionGranted unknown =
                new SessionGranted(UUID.randomUUID(), "", 1, token.account(), "team", 1, null);
        assertRefused(edge.claim(Claims.random(unknown, "web")), ProblemCode.SESSION_SUPERSEDED);
    }

    @Test
    void anotherEdgeCannotClaimForASession() {
        EdgeCalls other = database.edge(32_000, 32_001);
        assertRefused(other.claim(Claims.random(session, "web")), ProblemCode.SESSION_SUPERSEDED);
    }

    @Test
    void aScopedAuthtokenOpensOnlyItsNamesAndPorts() {
        String name = name();
        Token scoped =
                database.token(
                        token.account(),
                        "{\"subdomains\": [\"%s\"], \"ports\": [\"31050-31051\"]}".formatted(name));
        SessionGranted narrow = edge.connect(scoped);
        edge.claimed(Claims.http(narrow, "web", name));
        assertRefused(edge.claim(Claims.http(narrow, "other", name())), ProblemCode.FORBIDDEN);
        assertRefused(edge.claim(Claims.random(narrow, "other")), ProblemCode.FORBIDDEN);
        assertRefused(edge.claim(Claims.tcp(narrow, "ssh", 31_060)), ProblemCode.FORBIDDEN);
        ClaimGranted free = edge.claimed(Claims.tcp(narrow, "ssh"));
        assertThat(free.port()).isBetween(31_050, 31_051);
        edge.release(free, narrow.generation());
    }

    @Test
    void aScopedAuthtokenDoesNotGetTheNameItsAgentHadWithAnother() {
        Token wide = database.token(token.account());
        SessionGranted before = edge.connect(wide, "laptop");
        ClaimGranted random = edge.claimed(Claims.random(before, "web"));
        edge.end(before, "connection_lost");
        Token other =
                database.token(token.account(), "{\"subdomains\": [\"%s\"]}".formatted(name()));
        SessionGranted narrow = edge.connect(other, "laptop");
        assertRefused(edge.claim(Claims.random(narrow, "web")), ProblemCode.FORBIDDEN);

        String label = String.valueOf(random.hostname()).replace(".tunnel.test", "");
        Token same = database.token(token.account(), "{\"subdomains\": [\"%s\"]}".formatted(label));
        SessionGranted again = edge.connect(same, "laptop");
        assertThat(edge.claimed(Claims.random(again, "web")).hostname())
                .isEqualTo(random.hostname());
    }

    @Test
    void aKeyThatCannotBeStoredIsNamed() {
        assertRefused(edge.claim(Claims.random(session, "a\u0000b")), ProblemCode.INVALID_REQUEST);
        assertRefused(
                edge.claim(Claims.random(session, "k".repeat(201))), ProblemCode.INVALID_REQUEST);
    }

    private long owners(String name) {
        return database.count(
                "select count(*) as count from hostname where host = ?", name + ".tunnel.test");
    }

    private static String name() {
        return "n" + UUID.randomUUID().toString().substring(0, 12);
    }
}
