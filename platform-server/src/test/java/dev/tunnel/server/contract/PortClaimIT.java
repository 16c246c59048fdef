package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class PortClaimIT {
    /// Each test has ports of its own.
    private static final AtomicInteger NEXT = new AtomicInteger(40_000);

    @Inject Database database;

    private int port;
    private EdgeCalls edge;
    private Token token;
    private SessionGranted session;

    @BeforeEach
    void connect() {
        port = NEXT.getAndAdd(10);
        edge = database.edge(port, port + 3);
        token = database.token();
        session = edge.connect(token, "machine");
    }

    @Test
    void aFreePortOfTheRangeIsGranted() {
        ClaimGranted tunnel = edge.claimed(Claims.tcp(session, "ssh"));
        assertThat(tunnel.port()).isBetween(port, port + 3);
        assertThat(tunnel.hostname()).isNull();
        assertThat(tunnel.urls()).containsExactly("tcp://tunnel.test:" + tunnel.port());
    }

    @Test
    void thePortAskedForIsGranted() {
        assertThat(edge.claimed(Claims.tcp(session, "ssh", port + 2)).port()).isEqualTo(port + 2);
    }

    @Test
    void aPortOutsideTheRangeIsRefused() {
        assertRefused(
                edge.claim(Claims.tcp(session, "ssh", port + 4)), ProblemCode.PORT_OUT_OF_RANGE);
    }

    @Test
    void aPortOfAnotherAccountIsTaken() {
        edge.claimed(Claims.tcp(session, "ssh", port));
        SessionGranted other = edge.connect(database.token());
        assertRefused(edge.claim(Claims.tcp(other, "ssh", port)), ProblemCode.PORT_TAKEN);
    }

    @Test
    void aPortThatTheEdgeCannotBindIsNotGranted() {
        List<Integer> excluded = List.of(port, port + 1, port + 2);
        assertRefused(
                edge.claim(Claims.tcp(session, "ssh", port, excluded)), ProblemCode.PORT_TAKEN);
        assertThat(edge.claimed(Claims.tcp(session, "ssh", null, excluded)).port())
                .isEqualTo(port + 3);
    }

    @Test
    void whenAllPortsAreInUseTheAgentIsTold() {
        for (int i = 0; i < 4; i++) {
            edge.claimed(Claims.tcp(session, "k" + i));
        }
        assertRefused(edge.claim(Claims.tcp(session, "more")), ProblemCode.PORTS_EXHAUSTED);
    }

    @Test
    void thePortThatATunnelHadLastTimeIsGivenBack() {
        ClaimGranted before = edge.claimed(Claims.tcp(session, "ssh"));
        edge.end(session, "agent_stopped");
        ClaimGranted after = edge.claimed(Claims.tcp(edge.connect(token, "machine"), "ssh"));
        assertThat(after.port()).isEqualTo(before.port());
        assertThat(after.tunnelId()).isNotEqualTo(before.tunnelId());
    }

    @Test
    void othersGetTheRememberedPortsLast() {
        int remembered = portOf(edge.claimed(Claims.tcp(session, "ssh")));
        edge.end(session, "agent_stopped");
        SessionGranted other = edge.connect(database.token());
        for (int i = 0; i < 3; i++) {
            assertThat(edge.claimed(Claims.tcp(other, "k" + i)).port()).isNotEqualTo(remembered);
        }
        assertThat(edge.claimed(Claims.tcp(other, "last")).port()).isEqualTo(remembered);
    }

    @Test
    void anotherAgentOfTheAccountDoesNotGetTheRememberedPort() {
        int held = portOf(edge.claimed(Claims.tcp(session, "ssh")));
        SessionGranted other = edge.connect(token, "another machine");
        assertThat(edge.claimed(Claims.tcp(other, "ssh")).port()).isNotEqualTo(held);
    }

    @Test
    void aRememberedPortThatCannotBeBoundGivesWayToAnother() {
        int before = portOf(edge.claimed(Claims.tcp(session, "ssh")));
        ClaimGranted moved = edge.claimed(Claims.tcp(session, "ssh", null, List.of(before)));
        assertThat(moved.port()).isNotEqualTo(before);
    }

    private static int portOf(ClaimGranted tunnel) {
        Integer granted = tunnel.port();
        assertThat(granted).isNotNull();
        return granted == null ? 0 : granted;
    }
}
