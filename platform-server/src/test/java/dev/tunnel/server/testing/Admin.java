package dev.tunnel.server.testing;

import static io.restassured.RestAssured.given;

import dev.tunnel.server.sql.Sql;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

/// People with a role on the server, which others get from administrators only.
public final class Admin {
    private Admin() {}

    /// Somebody who administers the server, whoever signed up on it before.
    public static Person signUp(Sql sql) {
        Person person = Person.signUp();
        sql.update(
                "update app_user set server_admin = true where lower(email) = lower(?)",
                person.email());
        return person;
    }

    /// Makes a user over REST and logs in.
    public static Person creates(Person admin, String name) {
        String email = UUID.randomUUID() + "@example.test";
        Response made =
                admin.calls()
                        .body(
                                Map.of(
                                        "email", email,
                                        "password", Person.PASSWORD,
                                        "displayName", name))
                        .post("/api/v1/admin/users");
        made.then().statusCode(201);
        Response loggedIn =
                given().contentType(ContentType.JSON)
                        .body(Map.of("email", email, "password", Person.PASSWORD))
                        .post("/api/v1/auth/login");
        return new Person(
                email,
                made.path("accountId"),
                loggedIn.path("accessToken"),
                loggedIn.path("refreshToken"));
    }

    /// The id of a user.
    public static UUID id(Person person) {
        return UUID.fromString(person.calls().get("/api/v1/me").path("id"));
    }
}
