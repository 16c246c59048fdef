package dev.tunnel.server.team;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import dev.tunnel.server.testing.Team;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TeamIT {
    private static final String MEMBERS = "/api/v1/account/members";
    private static final String INVITATIONS = "/api/v1/account/invitations";

    private final Sql sql;

    @Inject
    TeamIT(Sql sql) {
        this.sql = sql;
    }

    @AfterEach
    void open() {
        sql.update("delete from setting");
    }

    @Test
    void who_is_invited_sees_and_uses_the_account_beside_its_own() {
        Team team = Team.found();
        Person person = team.joinedBy("member");
        person.calls().get("/api/v1/accounts").then().body("items", hasSize(2));
        person.calls().get("/api/v1/me").then().body("account.id", equalTo(person.accountId()));
        team.by(person)
                .get("/api/v1/me")
                .then()
                .body("account.id", equalTo(team.id()))
                .body("account.role", equalTo("member"));
        team.by(person)
                .body(Map.of("name", "shared"))
                .post("/api/v1/authtokens")
                .then()
                .statusCode(201);
        team.by(team.owner())
                .get("/api/v1/authtokens")
                .then()
                .body("items.name", contains("shared"));
        person.calls().get("/api/v1/authtokens").then().body("items", hasSize(0));
        team.by(person)
                .get(MEMBERS)
                .then()
                .body("items.email", containsInAnyOrder(team.owner().email(), person.email()));
    }

    @Test
    void an_account_of_others_is_not_there() {
        Team team = Team.found();
        Person stranger = Person.signUp();
        for (String path : new String[] {"/api/v1/me", "/api/v1/authtokens", MEMBERS}) {
            team.by(stranger).get(path).then().statusCode(404).body("code", equalTo("not_found"));
        }
        stranger.calls()
                .header(Team.HEADER, UUID.randomUUID())
                .get("/api/v1/me")
                .then()
                .statusCode(404);
        stranger.calls()
                .header(Team.HEADER, "nonsense")
                .get("/api/v1/me")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(Team.HEADER));
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, 200, 403, 403, 403",
        "member, 200, 201, 403, 403",
        "admin,  200, 201, 201, 403",
        "owner,  200, 201, 201, 201",
    })
    void a_role_allows_what_it_says(
            String role, int list, int authtoken, int inviteMember, int inviteOwner) {
        Team team = Team.found();
        Person person = team.joinedBy(role);
        team.by(person).get("/api/v1/authtokens").then().statusCode(list);
        team.by(person)
                .body(Map.of("name", "x"))
                .post("/api/v1/authtokens")
                .then()
                .statusCode(authtoken);
        team.invites(person, "a@example.test", "member").then().statusCode(inviteMember);
        team.invites(person, "b@example.test", "owner").then().statusCode(inviteOwner);
        team.by(person)
                .body(Map.of("name", "Other"))
                .patch("/api/v1/account")
                .then()
                .statusCode(inviteMember == 201 ? 200 : 403);
    }

    @Test
    void admins_manage_members_and_only_owners_manage_owners() {
        Team team = Team.found();
        Person admin = team.joinedBy("admin");
        Person member = team.joinedBy("member");
        UUID owner = Admin.id(team.owner());
        setRole(team, admin, Admin.id(member), "viewer").then().statusCode(200);
        setRole(team, admin, Admin.id(member), "owner").then().statusCode(403);
        setRole(team, admin, owner, "viewer").then().statusCode(403);
        team.by(admin).delete(MEMBERS + "/{id}", owner).then().statusCode(403);
        team.by(member).delete(MEMBERS + "/{id}", Admin.id(admin)).then().statusCode(403);
        setRole(team, team.owner(), Admin.id(member), "owner").then().statusCode(200);
        setRole(team, team.owner(), UUID.randomUUID(), "viewer").then().statusCode(404);
        setRole(team, team.owner(), Admin.id(member), "god").then().statusCode(400);
    }

    @Test
    void there_is_always_an_owner() {
        Team team = Team.found();
        UUID owner = Admin.id(team.owner());
        lastOwner(setRole(team, team.owner(), owner, "admin"));
        lastOwner(team.by(team.owner()).delete(MEMBERS + "/{id}", owner));
    }

    @Test
    void who_leaves_loses_authtokens_and_keys_of_the_account_at_once() {
        Team team = Team.found();
        Person person = team.joinedBy("member");
        String authtoken =
                team.by(person).body(Map.of("name", "x")).post("/api/v1/authtokens").path("token");
        String key = team.by(person).body(Map.of("name", "x")).post("/api/v1/api-keys").path("key");
        given().auth().oauth2(key).get("/api/v1/me").then().body("account.id", equalTo(team.id()));
        team.by(person).delete(MEMBERS + "/{id}", Admin.id(person)).then().statusCode(204);
        team.by(person).get("/api/v1/me").then().statusCode(404);
        given().auth()
                .oauth2(key)
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("api_key_invalid"));
        given().auth()
                .oauth2(authtoken)
                .get("/api/v1/authtokens/current")
                .then()
                .statusCode(401)
                .body("code", equalTo("authtoken_revoked"));
    }

    @Test
    void who_only_reads_from_now_on_loses_the_authtokens_of_the_account() {
        Team team = Team.found();
        Person person = team.joinedBy("admin");
        String authtoken =
                team.by(person).body(Map.of("name", "x")).post("/api/v1/authtokens").path("token");
        setRole(team, team.owner(), Admin.id(person), "member").then().statusCode(200);
        reserve(authtoken).then().statusCode(201);
        setRole(team, team.owner(), Admin.id(person), "viewer").then().statusCode(200);
        reserve(authtoken).then().statusCode(401).body("code", equalTo("authtoken_revoked"));
    }

    @Test
    void an_invitation_is_for_one_address_and_good_once() {
        Team team = Team.found();
        Person person = Person.signUp();
        Response invited = team.invites(team.owner(), person.email(), "viewer");
        String token = invited.path("token");
        preview(token)
                .then()
                .statusCode(200)
                .body("account", equalTo("Team"))
                .body("role", equalTo("viewer"))
                .body("email", equalTo(person.email()));
        accept(Person.signUp(), token).then().statusCode(403).body("code", equalTo("forbidden"));
        accept(person, token).then().statusCode(200).body("id", equalTo(team.id()));
        accept(person, token).then().statusCode(410).body("code", equalTo("link_invalid"));
        preview(token).then().statusCode(410);
        preview("ti_never").then().statusCode(410);
    }

    @Test
    void an_invitation_taken_back_or_too_old_is_not_good() {
        Team team = Team.found();
        Person person = Person.signUp();
        Response one = team.invites(team.owner(), person.email(), "member");
        team.by(team.owner()).get(INVITATIONS).then().body("items", hasSize(1));
        team.by(team.owner())
                .delete(INVITATIONS + "/{id}", one.<String>path("id"))
                .then()
                .statusCode(204);
        accept(person, one.path("token")).then().statusCode(410);
        Response two = team.invites(team.owner(), person.email(), "member");
        sql.update(
                "update invitation set expires_at = now() where id = ?",
                UUID.fromString(two.path("id")));
        accept(person, two.path("token")).then().statusCode(410);
    }

    @Test
    void on_a_server_by_invitation_the_invited_sign_up() {
        Team team = Team.found();
        String email = UUID.randomUUID() + "@example.test";
        String token = team.invites(team.owner(), email, "member").path("token");
        signup("invite");
        signUp(email, null).then().statusCode(403).body("code", equalTo("invitation_required"));
        signUp("other@example.test", token).then().statusCode(403);
        signUp(email, "ti_never").then().statusCode(410);
        signUp(email, token).then().statusCode(201);
        signUp(UUID.randomUUID() + "@example.test", token).then().statusCode(410);
    }

    @Test
    void on_a_closed_server_nobody_signs_up() {
        Team team = Team.found();
        String email = UUID.randomUUID() + "@example.test";
        String token = team.invites(team.owner(), email, "member").path("token");
        signup("closed");
        signUp(email, token).then().statusCode(403).body("code", equalTo("signup_closed"));
    }

    @Test
    void an_account_is_deleted_by_its_owner_with_everything_in_it() {
        Team team = Team.found();
        Person admin = team.joinedBy("admin");
        team.by(admin).delete("/api/v1/account").then().statusCode(403);
        team.by(team.owner()).delete("/api/v1/account").then().statusCode(204);
        team.by(team.owner()).get("/api/v1/account").then().statusCode(404);
        team.owner()
                .calls()
                .delete("/api/v1/account")
                .then()
                .statusCode(409)
                .body("code", equalTo("last_owner"));
    }

    @Test
    void what_happened_in_an_account_is_seen_by_who_manages_it() {
        Team team = Team.found();
        Person admin = team.joinedBy("admin");
        Person member = team.joinedBy("member");
        team.by(member).get("/api/v1/account/audit").then().statusCode(403);
        team.by(admin)
                .queryParam("account", member.accountId())
                .get("/api/v1/account/audit?action=invitation.")
                .then()
                .statusCode(200)
                .body("items.action", hasItem("invitation.accepted"))
                .body("items.accountId", everyItem(equalTo(team.id())));
    }

    private void signup(String value) {
        sql.update("insert into setting (name, value) values ('signup', ?)", value);
    }

    private static Response signUp(String email, @Nullable String invitation) {
        Map<String, @Nullable String> body = new HashMap<>();
        body.put("email", email);
        body.put("password", Person.PASSWORD);
        body.put("invitation", invitation);
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/auth/signup");
    }

    private static Response preview(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token))
                .post("/api/v1/auth/invitation");
    }

    private static Response accept(Person person, String token) {
        return person.calls().body(Map.of("token", token)).post("/api/v1/me/invitations/accept");
    }

    private static Response reserve(String authtoken) {
        return given().auth()
                .oauth2(authtoken)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "n" + UUID.randomUUID()))
                .post("/api/v1/reserved-subdomains");
    }

    private static Response setRole(Team team, Person by, UUID user, String role) {
        return team.by(by).body(Map.of("role", role)).patch(MEMBERS + "/{id}", user);
    }

    private static void lastOwner(Response answer) {
        answer.then().statusCode(409).body("code", equalTo("last_owner"));
    }
}
