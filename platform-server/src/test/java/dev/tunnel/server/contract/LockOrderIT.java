package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Held;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import dev.tunnel.server.testing.Team;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// The account is locked before what belongs to it, by everybody: none waits for another in a
/// circle.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class LockOrderIT {
    private static final String ACCOUNT = "select id from account where id = ? for no key update";
    private static final String REVOKED = "update authtoken set revoked_at = now() where id = ?";

    @Inject Database rows;
    @Inject DataSource database;

    @Test
    void anAgentThatConnectsWaitsForTheAccountAndIsRefusedWhenItsTokenWasRevoked()
            throws Exception {
        EdgeCalls edge = rows.edge(39_600, 39_609);
        Token token = rows.token();
        try (Held change = Held.by(database, ACCOUNT, token.account())) {
            Future<Response> connected =
                    change.against(() -> edge.authorise(token.hash(), "machine", null));
            change.run(REVOKED, token.id());
            assertRefused(change.released(connected), ProblemCode.AUTHTOKEN_REVOKED);
        }
    }

    @Test
    void anAgentThatConnectsWhileItsAccountIsDeletedIsRefused() throws Exception {
        EdgeCalls edge = rows.edge(39_610, 39_619);
        Token token = rows.token();
        try (Held deletion = Held.by(database, ACCOUNT, token.account())) {
            Future<Response> connected =
                    deletion.against(() -> edge.authorise(token.hash(), "machine", null));
            deletion.run("delete from account where id = ?", token.account());
            assertRefused(deletion.released(connected), ProblemCode.AUTHTOKEN_INVALID);
        }
    }

    @Test
    void revokingAnAuthtokenWaitsForTheAccount() throws Exception {
        Owner owner = Owner.signUp();
        Token token = owner.authtoken("laptop");
        try (Held change = Held.by(database, ACCOUNT, owner.account())) {
            Future<Response> revoked =
                    change.against(
                            () -> owner.request().delete("/api/v1/authtokens/" + token.id()));
            change.run("update authtoken set name = 'renamed' where id = ?", token.id());
            change.released(revoked).then().statusCode(204);
        }
    }

    @Test
    void acceptingAnInvitationWaitsForTheAccount() throws Exception {
        Team team = Team.found();
        Person person = Person.signUp();
        String invitation = team.invites(team.owner(), person.email(), "member").path("token");
        UUID account = UUID.fromString(team.id());
        try (Held change = Held.by(database, ACCOUNT, account)) {
            Future<Response> accepted =
                    change.against(() ->
                            person.calls()
                                    .body(Map.of("token", invitation))
                                    .post("/api/v1/me/invitations/accept"));
            change.run("update invitation set revoked_at = now() where account_id = ?", account);
            assertRefused(change.released(accepted), ProblemCode.LINK_INVALID);
        }
        team.by(team.owner())
                .get("/api/v1/account/members/{id}", Admin.id(person))
                .then()
                .statusCode(404);
    }
}
