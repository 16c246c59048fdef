package dev.tunnel.server.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AdminUserIT {
    private static final String USERS = "/api/v1/admin/users";

    private final Sql sql;
    private Person admin;

    @Inject
    AdminUserIT(Sql sql) {
        this.sql = sql;
    }

    @BeforeEach
    void signUp() {
        admin = Admin.signUp(sql);
    }

    @Test
    void users_are_made_found_and_listed() {
        String name = "Grace " + UUID.randomUUID();
        Person made = Admin.creates(admin, name);
        Response found = admin.calls().queryParam("search", name.substring(2)).get(USERS);
        found.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].email", equalTo(made.email()))
                .body("items[0].role", equalTo("user"))
                .body("items[0].accountId", equalTo(made.accountId()))
                .body("items[0].lastLoginAt", notNullValue())
                .body("items[0].suspended", equalTo(false));
        admin.calls().queryParam("search", "%").get(USERS).then().body("items", hasSize(0));
        Response first = admin.calls().get(USERS + "?limit=1");
        first.then().body("items", hasSize(1)).body("nextCursor", notNullValue());
        admin.calls()
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get(USERS + "?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        admin.calls()
                .body(Map.of("email", made.email(), "password", Person.PASSWORD))
                .post(USERS)
                .then()
                .statusCode(409)
                .body("code", equalTo("email_taken"));
    }

    @Test
    void nobody_else_gets_in() {
        Person person = Person.signUp();
        for (String path : new String[] {USERS, "/api/v1/admin/accounts", "/api/v1/admin/audit"}) {
            person.calls().get(path).then().statusCode(403).body("code", equalTo("forbidden"));
            given().get(path).then().statusCode(401);
        }
    }

    @Test
    void a_suspended_users_tokens_keys_and_logins_are_refused_at_once_until_it_ends() {
        Person person = Person.signUp();
        UUID id = Admin.id(person);
        String key = person.calls().body(Map.of("name", "ci")).post("/api/v1/api-keys").path("key");
        String authtoken = person.createsAuthtoken("laptop").path("token");
        admin.calls()
                .post(USERS + "/{id}/suspend", id)
                .then()
                .statusCode(200)
                .body("suspended", equalTo(true));
        suspended(given().auth().oauth2(person.accessToken()).get("/api/v1/me"));
        suspended(given().auth().oauth2(key).get("/api/v1/me"));
        suspended(given().auth().oauth2(authtoken).get("/api/v1/authtokens/current"));
        suspended(logIn(person));
        admin.calls().post(USERS + "/{id}/unsuspend", id).then().body("suspended", equalTo(false));
        person.calls().get("/api/v1/me").then().statusCode(200);
        given().auth().oauth2(key).get("/api/v1/me").then().statusCode(200);
        given().auth().oauth2(authtoken).get("/api/v1/authtokens/current").then().statusCode(200);
        logIn(person).then().statusCode(200);
    }

    @Test
    void role_limits_and_name_are_changed_together() {
        Person person = Person.signUp();
        UUID id = Admin.id(person);
        admin.calls()
                .body(
                        Map.of(
                                "role", "admin",
                                "displayName", "Ops",
                                "limits", Map.of("authtokens", 1)))
                .patch(USERS + "/{id}", id)
                .then()
                .statusCode(200)
                .body("role", equalTo("admin"))
                .body("displayName", equalTo("Ops"))
                .body("limits.authtokens", equalTo(1));
        person.calls().get(USERS).then().statusCode(200);
        person.createsAuthtoken("one").then().statusCode(201);
        person.createsAuthtoken("two")
                .then()
                .statusCode(409)
                .body("code", equalTo("limit_reached"));
        admin.calls().body(Map.of("role", "user")).patch(USERS + "/{id}", id);
        person.calls().get(USERS).then().statusCode(403);
        admin.calls().body(Map.of("role", "god")).patch(USERS + "/{id}", id).then().statusCode(400);
    }

    @Test
    void a_deleted_user_is_gone_with_what_was_its_own() {
        Person person = Person.signUp();
        UUID id = Admin.id(person);
        String authtoken = person.createsAuthtoken("laptop").path("token");
        admin.calls().delete(USERS + "/{id}", id).then().statusCode(204);
        admin.calls().get(USERS + "/{id}", id).then().statusCode(404);
        admin.calls().delete(USERS + "/{id}", id).then().statusCode(404);
        admin.calls().get("/api/v1/admin/accounts/{id}", person.accountId()).then().statusCode(404);
        person.calls().get("/api/v1/me").then().statusCode(401);
        logIn(person).then().statusCode(401);
        given().auth().oauth2(authtoken).get("/api/v1/authtokens/current").then().statusCode(401);
    }

    @Test
    void the_last_administrator_stays() {
        sql.update(
                "update app_user set server_admin = false where lower(email) <> lower(?)",
                admin.email());
        UUID id = Admin.id(admin);
        lastAdmin(admin.calls().post(USERS + "/{id}/suspend", id));
        lastAdmin(admin.calls().delete(USERS + "/{id}", id));
        lastAdmin(admin.calls().body(Map.of("role", "user")).patch(USERS + "/{id}", id));
        admin.calls().get(USERS).then().statusCode(200);
    }

    @Test
    void an_administrator_who_cannot_log_in_does_not_count() {
        sql.update(
                "update app_user set server_admin = false where lower(email) <> lower(?)",
                admin.email());
        String accounts = "/api/v1/admin/accounts/";
        lastAdmin(admin.calls().post(accounts + admin.accountId() + "/suspend"));
        lastAdmin(
                admin.calls().body(Map.of("suspended", true)).patch(accounts + admin.accountId()));
        admin.calls().get("/api/v1/me").then().statusCode(200);
        Person other = Admin.signUp(sql);
        admin.calls().post(accounts + other.accountId() + "/suspend").then().statusCode(200);
        lastAdmin(admin.calls().post(USERS + "/{id}/suspend", Admin.id(admin)));
        lastAdmin(admin.calls().delete(USERS + "/{id}", Admin.id(admin)));
        admin.calls().post(accounts + other.accountId() + "/unsuspend").then().statusCode(200);
        admin.calls().post(accounts + admin.accountId() + "/suspend").then().statusCode(200);
    }

    @Test
    void an_account_is_suspended_limited_and_let_go_on() {
        Person person = Person.signUp();
        String path = "/api/v1/admin/accounts/" + person.accountId();
        admin.calls()
                .body(Map.of("limits", Map.of("tunnels", 3)))
                .patch(path)
                .then()
                .statusCode(200)
                .body("limits.tunnels", equalTo(3))
                .body("owner", equalTo(person.email()))
                .body("members", equalTo(1));
        admin.calls().post(path + "/suspend").then().body("suspended", equalTo(true));
        suspended(person.calls().get("/api/v1/me"));
        admin.calls().post(path + "/unsuspend").then().body("suspended", equalTo(false));
        person.calls().get("/api/v1/me").then().statusCode(200);
        admin.calls().delete(path).then().statusCode(409).body("code", equalTo("last_owner"));
        admin.calls()
                .queryParam("search", person.email())
                .get("/api/v1/admin/accounts")
                .then()
                .body("items.id", hasItem(person.accountId()));
    }

    @Test
    void every_act_is_audited_with_who_what_and_from_where() {
        Person person = Person.signUp();
        UUID id = Admin.id(person);
        admin.calls().post(USERS + "/{id}/suspend", id).then().statusCode(200);
        Response audited =
                admin.calls()
                        .queryParam("subject", id.toString())
                        .queryParam("action", "user.suspended")
                        .get("/api/v1/admin/audit");
        audited.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actor", equalTo("user:" + Admin.id(admin)))
                .body("items[0].actorEmail", equalTo(admin.email()))
                .body("items[0].ip", notNullValue());
        admin.calls()
                .queryParam("actor", Admin.id(admin).toString())
                .queryParam("action", "user.")
                .queryParam("from", "2020-01-01T00:00:00Z")
                .get("/api/v1/admin/audit?limit=1")
                .then()
                .body("items", hasSize(1));
        admin.calls()
                .get("/api/v1/admin/audit?to=2020-01-01T00:00:00Z")
                .then()
                .body("items", hasSize(0));
        String csv =
                admin.calls()
                        .queryParam("subject", id.toString())
                        .get("/api/v1/admin/audit/export")
                        .then()
                        .statusCode(200)
                        .contentType("text/csv")
                        .extract()
                        .asString();
        assertThat(csv).startsWith("id,at,actor").contains("user.suspended");
        admin.calls()
                .queryParam("subject", id.toString())
                .queryParam("format", "json")
                .get("/api/v1/admin/audit/export")
                .then()
                .statusCode(200)
                .body("action", hasItem("user.suspended"));
    }

    private static void suspended(Response answer) {
        answer.then().statusCode(403).body("code", equalTo("account_suspended"));
    }

    private static void lastAdmin(Response answer) {
        answer.then().statusCode(409).body("code", equalTo("last_admin"));
    }

    private static Response logIn(Person person) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", Person.PASSWORD))
                .post("/api/v1/auth/login");
    }
}
