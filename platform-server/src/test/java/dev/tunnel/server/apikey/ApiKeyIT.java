package dev.tunnel.server.apikey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApiKeyIT {
    private static final String KEYS = "/api/v1/api-keys";

    private final Sql sql;

    @Inject
    ApiKeyIT(Sql sql) {
        this.sql = sql;
    }

    @Test
    void the_secret_is_shown_when_it_is_made_and_never_again() {
        Person person = Person.signUp();
        Response made = make(person, Map.of("name", "ci", "scope", "read"));
        made.then()
                .statusCode(201)
                .body("key", startsWith("tk_"))
                .body("scope", equalTo("read"))
                .body("expiresAt", nullValue());
        person.calls()
                .get(KEYS)
                .then()
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(made.path("id")))
                .body("items[0].lastUsedAt", nullValue())
                .body("items[0]", not(hasKey("key")));
        person.calls().get(KEYS + "/{id}", made.<String>path("id")).then().statusCode(200);
        byte[] stored =
                sql.one(
                        "select hash from api_key where id = ?",
                        row -> row.bytes("hash"),
                        UUID.fromString(made.path("id")));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(made.<String>path("key"));
    }

    @Test
    void a_key_acts_for_its_maker_in_its_account() {
        Person person = Person.signUp();
        String key = make(person, Map.of("name", "ci")).path("key");
        with(key)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("email", equalTo(person.email()))
                .body("account.id", equalTo(person.accountId()));
        with(key).body(Map.of("name", "laptop")).post("/api/v1/authtokens").then().statusCode(201);
        person.calls()
                .get(KEYS)
                .then()
                .body("items[0].lastUsedAt", notNullValue())
                .body("items[0].lastUsedIp", notNullValue());
    }

    @Test
    void a_key_to_read_changes_nothing() {
        Person person = Person.signUp();
        String key = make(person, Map.of("name", "ci", "scope", "read")).path("key");
        with(key).get("/api/v1/authtokens").then().statusCode(200);
        with(key)
                .body(Map.of("name", "laptop"))
                .post("/api/v1/authtokens")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void a_revoked_or_expired_or_unknown_key_is_refused_at_once() {
        Person person = Person.signUp();
        Response revoked = make(person, Map.of("name", "one"));
        person.calls().delete(KEYS + "/{id}", revoked.<String>path("id")).then().statusCode(204);
        refused(revoked.path("key"));
        person.calls().delete(KEYS + "/{id}", revoked.<String>path("id")).then().statusCode(404);
        Response expired = make(person, Map.of("name", "two", "expiresAt", "2100-01-01T00:00:00Z"));
        with(expired.path("key")).get("/api/v1/me").then().statusCode(200);
        sql.update(
                "update api_key set expires_at = now() where id = ?",
                UUID.fromString(expired.path("id")));
        refused(expired.path("key"));
        refused("tk_never");
    }

    @Test
    void a_key_is_none_where_a_login_is_needed() {
        Person person = Person.signUp();
        String key = make(person, Map.of("name", "ci")).path("key");
        with(key)
                .body(Map.of("name", "another"))
                .post(KEYS)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        with(key).get("/api/v1/me/logins").then().statusCode(403);
        with(key)
                .body(Map.of("oldPassword", Person.PASSWORD, "newPassword", "another password"))
                .post("/api/v1/me/password")
                .then()
                .statusCode(403);
    }

    @Test
    void a_key_of_an_administrator_administers_and_no_other_does() {
        Person admin = Admin.signUp(sql);
        with(make(admin, Map.of("name", "ops")).path("key"))
                .get("/api/v1/admin/users")
                .then()
                .statusCode(200);
        with(make(Person.signUp(), Map.of("name", "ops")).path("key"))
                .get("/api/v1/admin/users")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void another_accounts_key_is_not_there() {
        Response made = make(Person.signUp(), Map.of("name", "mine"));
        Person other = Person.signUp();
        other.calls().get(KEYS + "/{id}", made.<String>path("id")).then().statusCode(404);
        other.calls().delete(KEYS + "/{id}", made.<String>path("id")).then().statusCode(404);
        other.calls().get(KEYS).then().body("items", hasSize(0));
        with(made.path("key")).get("/api/v1/me").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":\"x\",\"scope\":\"admin\"}",
                "{\"name\":\"x\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}",
                "{\"name\":\"x\",\"expiresAt\":\"+1000000000-01-01T00:00:00Z\"}",
                "{\"name\":\"x\",\"expiresAt\":\"tomorrow\"}",
            })
    void what_cannot_be_made_is_refused(String body) {
        Person.signUp()
                .calls()
                .body(body)
                .post(KEYS)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
    }

    private static Response make(Person person, Map<String, String> key) {
        return person.calls().body(key).post(KEYS);
    }

    private static RequestSpecification with(String key) {
        return given().auth().oauth2(key).contentType(ContentType.JSON);
    }

    private static void refused(String key) {
        with(key)
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("api_key_invalid"));
    }
}
