package dev.tunnel.server.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/// Somebody with an account, logged in.
public record Person(String email, String accountId, String accessToken, String refreshToken) {
    /// The password of everybody.
    public static final String PASSWORD = "correct horse battery";

    /// Signs a new person up and logs in.
    public static Person signUp() {
        String email = UUID.randomUUID() + "@example.test";
        Response signedUp = post("/api/v1/auth/signup", email);
        signedUp.then().statusCode(201);
        Response loggedIn = post("/api/v1/auth/login", email);
        loggedIn.then().statusCode(200);
        return new Person(
                email,
                signedUp.path("accountId"),
                loggedIn.path("accessToken"),
                loggedIn.path("refreshToken"));
    }

    /// A request with the person's access token.
    public RequestSpecification calls() {
        return given().auth().oauth2(accessToken).contentType(ContentType.JSON);
    }

    /// Makes an authtoken.
    public Response createsAuthtoken(String name) {
        return calls().body(Map.of("name", name)).post("/api/v1/authtokens");
    }

    /// Reserves a subdomain.
    public Response reserves(String name) {
        return calls().body(Map.of("name", name)).post("/api/v1/reserved-subdomains");
    }

    private static Response post(String path, String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", PASSWORD))
                .post(path);
    }
}
