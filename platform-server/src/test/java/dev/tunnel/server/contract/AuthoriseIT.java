package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AuthoriseRequest.Resume;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class AuthoriseIT {
    @Inject Database database;

    private EdgeCalls edge;
    private Token token;

    @BeforeEach
    void edge() {
        edge = EdgeCalls.bootstrapped();
        token = database.token();
    }

    @Test
    void aGoodAuthtokenGetsASession() {
        SessionGranted session = edge.connect(token);
        assertThat(session.generation()).isOne();
        assertThat(session.accountId()).isEqualTo(token.account());
        assertThat(session.accountName()).isEqualTo("team");
        assertThat(session.maxTunnels()).isEqualTo(100);
        assertThat(session.secret()).startsWith("ts_");
    }

    @Test
    void theUseOfAnAuthtokenIsNotedWithTheAgentsAddress() {
        edge.connect(token);
        assertThat(
                        database.text(
                                "select last_used_ip as text from authtoken"
                                        + " where id = ? and last_used_at is not null",
                                token.id()))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void anUnknownRevokedOrMalformedAuthtokenIsRefused() {
        assertRefused(
                edge.authorise(Sha256.of("tt_other").toString(), "machine", null),
                ProblemCode.AUTHTOKEN_INVALID);
        assertRefused(edge.authorise("abc", "machine", null), ProblemCode.INVALID_REQUEST);
        database.run("update authtoken set revoked_at = now() where id = ?", token.id());
        assertRefused(edge.authorise(token.hash(), "machine", null), ProblemCode.AUTHTOKEN_REVOKED);
    }

    @Test
    void aSuspendedAccountIsRefused() {
        database.run("update account set suspended_at = now() where id = ?", token.account());
        assertRefused(edge.authorise(token.hash(), "machine", null), ProblemCode.ACCOUNT_SUSPENDED);
    }

    @Test
    void comingBackGivesTheSameSessionItsNextGenerationAndANewSecret() {
        SessionGranted first = edge.connect(token);
        SessionGranted second = edge.resume(token, first);
        assertThat(second.sessionId()).isEqualTo(first.sessionId());
        assertThat(second.generation()).isEqualTo(2);
        assertThat(second.secret()).isNotEqualTo(first.secret());
    }

    @Test
    void anOldSecretDoesNotBringTheSessionBack() {
        SessionGranted first = edge.connect(token);
        edge.resume(token, first);
        assertThat(edge.resume(token, first).sessionId()).isNotEqualTo(first.sessionId());
    }

    @Test
    void aSessionThatItsEdgeEndedCanBeComeBackTo() {
        SessionGranted first = edge.connect(token);
        edge.end(first, "connection_lost");
        SessionGranted second = edge.resume(token, first);
        assertThat(second.sessionId()).isEqualTo(first.sessionId());
        assertThat(isLive(second)).isTrue();
    }

    @Test
    void anotherAccountsSessionCannotBeTaken() {
        SessionGranted theirs = edge.connect(database.token());
        assertThat(edge.resume(token, theirs).sessionId()).isNotEqualTo(theirs.sessionId());
        Token second = database.token(token.account());
        SessionGranted ours = edge.connect(token);
        assertThat(edge.resume(second, ours).sessionId()).isNotEqualTo(ours.sessionId());
    }

    @Test
    void aMalformedProofIsNamed() {
        SessionGranted session = edge.connect(token);
        Resume proof = new Resume(session.sessionId(), "nonsense");
        assertRefused(edge.authorise(token.hash(), "machine", proof), ProblemCode.INVALID_REQUEST);
    }

    @Test
    void anOlderGenerationCannotEndASession() {
        SessionGranted first = edge.connect(token);
        SessionGranted second = edge.resume(token, first);
        edge.end(first, "connection_lost");
        assertThat(isLive(second)).isTrue();
        edge.end(second, "connection_lost");
        assertThat(isLive(second)).isFalse();
    }

    @Test
    void anotherEdgeCannotEndASession() {
        SessionGranted session = edge.connect(token);
        database.edge(32_000, 32_010).end(session, "connection_lost");
        assertThat(isLive(session)).isTrue();
    }

    @Test
    void whatAnAgentSaysOfItselfIsCleanedAndCut() {
        edge.connect(token, "a\u0000b" + "x".repeat(5_000));
        assertThat(
                        database.text(
                                "select instance as text from agent_session where account_id = ?",
                                token.account()))
                .startsWith("abx")
                .hasSize(200);
    }

    private boolean isLive(SessionGranted session) {
        return database.count(
                        "select count(*) as count from agent_session"
                                + " where id = ? and ended_at is null",
                        session.sessionId())
                == 1;
    }
}
