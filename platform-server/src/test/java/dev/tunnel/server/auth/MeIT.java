package dev.tunnel.server.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MeIT {
    private static final String OTHER_PASSWORD = "wrong donkey charger";

    @Test
    void a_user_says_what_it_is_called() {
        Person person = Person.signUp();
        person.calls()
                .body(Map.of("displayName", " Ada "))
                .patch("/api/v1/me")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Ada"));
        person.calls().body("{}").patch("/api/v1/me").then().body("displayName", equalTo("Ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b"})
    void a_name_with_control_characters_is_refused(String name) {
        Person.signUp()
                .calls()
                .body(Map.of("displayName", name))
                .patch("/api/v1/me")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("displayName"));
    }

    @Test
    void another_password_needs_the_old_one_and_ends_the_other_logins() {
        Person person = Person.signUp();
        Response elsewhere = logIn(person, Person.PASSWORD);
        change(person, "not the password")
                .then()
                .statusCode(403)
                .body("code", equalTo("password_wrong"));
        change(person, Person.PASSWORD).then().statusCode(204);
        logIn(person, Person.PASSWORD).then().statusCode(401);
        logIn(person, OTHER_PASSWORD).then().statusCode(200);
        refusedOnce(elsewhere);
        person.calls().get("/api/v1/me").then().statusCode(200);
    }

    @Test
    void a_login_is_listed_and_ended() {
        Person person = Person.signUp();
        Response elsewhere =
                given().header("User-Agent", "a browser")
                        .contentType(ContentType.JSON)
                        .body(Map.of("email", person.email(), "password", Person.PASSWORD))
                        .post("/api/v1/auth/login");
        Response list = person.calls().get("/api/v1/me/logins");
        list.then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].userAgent", equalTo("a browser"))
                .body("items[0].ip", notNullValue())
                .body("items[0].current", equalTo(false))
                .body("items[1].current", equalTo(true));
        String id = list.path("items[0].id");
        Person.signUp().calls().delete("/api/v1/me/logins/{id}", id).then().statusCode(404);
        person.calls().delete("/api/v1/me/logins/{id}", id).then().statusCode(204);
        person.calls().delete("/api/v1/me/logins/{id}", id).then().statusCode(404);
        refusedOnce(elsewhere);
        person.calls().get("/api/v1/me/logins").then().body("items", hasSize(1));
    }

    @Test
    void all_other_logins_are_ended_at_once() {
        Person person = Person.signUp();
        Response one = logIn(person, Person.PASSWORD);
        Response two = logIn(person, Person.PASSWORD);
        person.calls().delete("/api/v1/me/logins").then().statusCode(204);
        refusedOnce(one);
        refusedOnce(two);
        person.calls().get("/api/v1/me").then().statusCode(200);
    }

    @Test
    void after_logout_the_access_token_is_refused_too() {
        Person person = Person.signUp();
        given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", person.refreshToken()))
                .post("/api/v1/auth/logout")
                .then()
                .statusCode(204);
        person.calls()
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
    }

    private static void refusedOnce(Response login) {
        given().auth()
                .oauth2(login.path("accessToken"))
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
        given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", login.<String>path("refreshToken")))
                .post("/api/v1/auth/refresh")
                .then()
                .statusCode(401);
    }

    private static Response change(Person person, String old) {
        return person.calls()
                .body(Map.of("oldPassword", old, "newPassword", OTHER_PASSWORD))
                .post("/api/v1/me/password");
    }

    private static Response logIn(Person person, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", password))
                .post("/api/v1/auth/login");
    }
}
