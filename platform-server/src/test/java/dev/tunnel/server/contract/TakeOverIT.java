package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Within one account the newer claim wins, and an old session cannot win back.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class TakeOverIT {
    @Inject Database database;

    private final String name = "n" + UUID.randomUUID().toString().substring(0, 12);
    private EdgeCalls edge;
    private Token token;
    private SessionGranted older;
    private ClaimGranted held;

    @BeforeEach
    void hold() {
        edge = EdgeCalls.bootstrapped();
        token = database.token();
        older = edge.connect(token, "laptop");
        held = edge.claimed(Claims.http(older, "web", name));
    }

    @Test
    void aNewSessionTakesTheNameOver() {
        SessionGranted newer = edge.connect(token, "desktop");
        ClaimGranted taken = edge.claimed(Claims.http(newer, "site", name));
        assertThat(taken.tunnelId()).isNotEqualTo(held.tunnelId());
        assertThat(reason(held)).isEqualTo("taken_over");
        assertThat(edge.heartbeat(List.of(older, newer), List.of(held, taken)))
                .containsExactly(EdgeEvent.tunnel(held.tunnelId(), "taken_over"));
    }

    @Test
    void aNewSessionWithAnotherAuthtokenOfTheAccountTakesItOverToo() {
        SessionGranted newer = edge.connect(database.token(token.account()), "desktop");
        edge.claimed(Claims.http(newer, "web", name));
        assertThat(reason(held)).isEqualTo("taken_over");
    }

    @Test
    void aNameIsHeldByOneTunnelWhetherHttpOrTls() {
        SessionGranted stranger = edge.connect(database.token(), "elsewhere");
        assertRefused(edge.claim(Claims.tls(stranger, "mail", name)), ProblemCode.NAME_TAKEN);
        assertRefused(edge.claim(Claims.tls(older, "mail", name)), ProblemCode.NAME_TAKEN);

        SessionGranted newer = edge.connect(token, "desktop");
        ClaimGranted tls = edge.claimed(Claims.tls(newer, "mail", name));
        assertThat(tls.urls()).containsExactly("tls://" + name + ".tunnel.test:8443");
        assertThat(reason(held)).isEqualTo("taken_over");
        assertRefused(edge.claim(Claims.http(newer, "web", name)), ProblemCode.NAME_TAKEN);
    }

    @Test
    void aTunnelThatChangesFromHttpToTlsKeepsItsName() {
        ClaimGranted tls = edge.claimed(Claims.tls(older, "web", name));
        assertThat(tls.urls()).containsExactly("tls://" + name + ".tunnel.test:8443");
        assertThat(tls.tunnelId()).isNotEqualTo(held.tunnelId());
    }

    @Test
    void aResumedOldSessionCannotWinTheNameBack() {
        SessionGranted newer = edge.connect(token, "desktop");
        edge.claimed(Claims.http(newer, "web", name));
        SessionGranted again = edge.resume(token, older);
        assertThat(
                        assertRefused(
                                        edge.claim(Claims.http(again, "web", name)),
                                        ProblemCode.NAME_TAKEN)
                                .detail())
                .contains("newer session of this account");
    }

    @Test
    void anOldSessionThatLostTheTunnelCannotWinItBackWithoutResumingEither() {
        edge.claimed(Claims.http(edge.connect(token, "desktop"), "web", name));
        assertRefused(edge.claim(Claims.http(older, "web", name)), ProblemCode.NAME_TAKEN);
    }

    @Test
    void anOldSessionThatEndedMeanwhileCannotWinBackEither() {
        edge.end(older, "connection_lost");
        edge.claimed(Claims.http(edge.connect(token, "desktop"), "web", name));
        SessionGranted again = edge.resume(token, older);
        assertRefused(edge.claim(Claims.http(again, "web", name)), ProblemCode.NAME_TAKEN);
    }

    @Test
    void anOldSessionMayClaimForTheFirstTimeWhatANewerOneHolds() {
        String other = name + "2";
        SessionGranted newer = edge.connect(token, "desktop");
        ClaimGranted theirs = edge.claimed(Claims.http(newer, "web", other));
        edge.claimed(Claims.http(older, "second", other));
        assertThat(reason(theirs)).isEqualTo("taken_over");
    }

    @Test
    void onceTheNewerSessionIsGoneTheOldOneGetsTheNameAgain() {
        SessionGranted newer = edge.connect(token, "desktop");
        edge.claimed(Claims.http(newer, "web", name));
        edge.end(newer, "agent_stopped");
        SessionGranted again = edge.resume(token, older);
        assertThat(edge.claimed(Claims.http(again, "web", name)).urls()).isEqualTo(held.urls());
    }

    @Test
    void aResumedSessionKeepsItsTunnelAndUrl() {
        SessionGranted again = edge.resume(token, older);
        assertThat(edge.claimed(Claims.http(again, "web", name))).isEqualTo(held);
    }

    @Test
    void aSessionResumedAfterItsEndKeepsItsTunnelAndUrl() {
        ClaimGranted random = edge.claimed(Claims.random(older, "random"));
        edge.end(older, "connection_lost");
        SessionGranted again = edge.resume(token, older);
        assertThat(edge.claimed(Claims.http(again, "web", name))).isEqualTo(held);
        assertThat(edge.claimed(Claims.random(again, "random"))).isEqualTo(random);
    }

    @Test
    void aRestartedAgentGetsItsRandomNameAtOnceThoughTheOldSessionStillLives() {
        ClaimGranted before = edge.claimed(Claims.random(older, "random"));
        SessionGranted restarted = edge.connect(token, "laptop");
        ClaimGranted after = edge.claimed(Claims.random(restarted, "random"));
        assertThat(after.urls()).isEqualTo(before.urls());
        assertThat(reason(before)).isEqualTo("taken_over");
    }

    @Test
    void anotherMachineOfTheAccountGetsARandomNameOfItsOwn() {
        ClaimGranted before = edge.claimed(Claims.random(older, "random"));
        SessionGranted other = edge.connect(token, "desktop");
        assertThat(edge.claimed(Claims.random(other, "random")).urls()).isNotEqualTo(before.urls());
        assertThat(reason(before)).isEqualTo("null");
    }

    @Test
    void oneSessionCannotServeANameTwice() {
        assertRefused(edge.claim(Claims.http(older, "other", name)), ProblemCode.NAME_TAKEN);
    }

    @Test
    void whatASessionHeldBeforeItWasResumedYieldsToItsNewTunnels() {
        SessionGranted again = edge.resume(token, older);
        edge.claimed(Claims.http(again, "renamed", name));
        assertThat(reason(held)).isEqualTo("taken_over");
    }

    @Test
    void anotherAccountNeverTakesOver() {
        SessionGranted theirs = edge.connect(database.token(), "laptop");
        assertRefused(edge.claim(Claims.http(theirs, "web", name)), ProblemCode.NAME_TAKEN);
        assertThat(reason(held)).isEqualTo("null");
    }

    @Test
    void aReservedNameIsTakenOverAndStaysReserved() {
        String reserved = name + "3";
        database.reserve(token.account(), reserved);
        edge.claimed(Claims.http(older, "reserved", reserved));
        SessionGranted newer = edge.connect(token, "desktop");
        edge.claimed(Claims.http(newer, "reserved", reserved));
        edge.end(newer, "agent_stopped");
        SessionGranted theirs = edge.connect(database.token(), "laptop");
        assertRefused(edge.claim(Claims.http(theirs, "web", reserved)), ProblemCode.NAME_TAKEN);
    }

    @Test
    void aSessionThatMovedToAnotherEdgeIsClosedOnTheOldOne() {
        EdgeCalls second = database.edge(32_000, 32_010);
        SessionGranted moved = second.resume(token, older);
        assertThat(edge.heartbeat(List.of(older), List.of(held)))
                .containsExactlyInAnyOrder(
                        EdgeEvent.session(
                                EdgeEvent.Type.SESSION_CLOSED,
                                older.sessionId(),
                                older.generation(),
                                "superseded"),
                        EdgeEvent.tunnel(held.tunnelId(), "superseded"));
        assertThat(second.claimed(Claims.http(moved, "web", name)).urls()).isEqualTo(held.urls());
    }

    private String reason(ClaimGranted tunnel) {
        return database.text(
                "select close_reason as text from tunnel where id = ?", tunnel.tunnelId());
    }
}
