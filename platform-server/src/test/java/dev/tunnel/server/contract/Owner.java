package dev.tunnel.server.contract;

import static io.restassured.RestAssured.given;

import dev.tunnel.server.contract.Database.Token;
import dev.tunnel.server.secret.Secret;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/// A user who signed up over REST.
public record Owner(UUID account, String accessToken) {
    public static Owner signUp() {
        Map<String, String> credentials =
                Map.of(
                        "email",
                        UUID.randomUUID() + "@example.org",
                        "password",
                        "correct horse battery");
        UUID account =
                UUID.fromString(
                        post(given(), "/api/v1/auth/signup", credentials, 201)
                                .getString("accountId"));
        return new Owner(
                account,
                post(given(), "/api/v1/auth/login", credentials, 200).getString("accessToken"));
    }

    public RequestSpecification request() {
        return given().auth().oauth2(accessToken);
    }

    public Token authtoken(String name) {
        JsonPath made = post(request(), "/api/v1/authtokens", Map.of("name", name), 201);
        return new Token(
                account, UUID.fromString(made.getString("id")), new Secret(made.get("token")));
    }

    void revoke(Token token) {
        request().delete("/api/v1/authtokens/" + token.id()).then().statusCode(204);
    }

    private static JsonPath post(
            RequestSpecification request, String path, Object body, int status) {
        return request.contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }
}
