package dev.tunnel.server.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
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
class ProblemIT {
    private static final String LOGIN = "/api/v1/auth/login";

    @Test
    void an_unknown_path_is_not_found() {
        expect(given().get("/api/v1/nonsense"), 404, "not_found");
        expect(given().get("/api"), 404, "not_found");
        expect(given().get("/edge/v1/nonsense"), 404, "not_found");
    }

    @Test
    void a_method_that_is_not_there_is_not_allowed() {
        expect(given().delete(LOGIN), 405, "method_not_allowed");
    }

    @Test
    void a_body_of_another_type_is_unsupported() {
        expect(
                given().contentType("text/plain").body("x").post(LOGIN),
                415,
                "unsupported_media_type");
    }

    @Test
    void an_answer_of_another_type_is_not_acceptable() {
        expect(given().accept("image/png").get("/api/v1/server"), 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "\"text\"",
                "null",
                "{\"email\":",
                "{\"email\": {}}"
            })
    void a_body_that_is_not_the_json_expected_is_invalid(String body) {
        Response answer = given().contentType(ContentType.JSON).body(body).post(LOGIN);
        expect(answer, 400, "invalid_request");
        assertThat(answer.asString()).doesNotContain("dev.tunnel").doesNotContain("Exception");
    }

    @Test
    void a_missing_field_is_named() {
        Response answer =
                given().contentType(ContentType.JSON)
                        .body(Map.of("email", "a@example.test"))
                        .post(LOGIN);
        expect(answer, 400, "invalid_request");
        assertThat(answer.<String>path("errors[0].field")).isEqualTo("password");
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        Response answer =
                given().contentType(ContentType.JSON)
                        .body(Map.of("email", "a".repeat(100_000), "password", "x"))
                        .post(LOGIN);
        expect(answer, 413, "payload_too_large");
    }

    @Test
    void what_takes_a_user_takes_nobody_else() {
        for (String path :
                new String[] {
                    "/api/v1/me",
                    "/api/v1/authtokens",
                    "/api/v1/reserved-subdomains",
                    "/api/v1/tunnels",
                    "/api/v1/sessions",
                    "/api/v1/usage"
                }) {
            Response answer = given().get(path);
            expect(answer, 401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void an_answer_carries_the_headers_that_browsers_obey() {
        Person.signUp()
                .calls()
                .get("/api/v1/me")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", notNullValue());
    }

    @Test
    void a_problem_without_field_errors_has_no_list_of_them() {
        given().get("/api/v1/nonsense").then().body("$", not(hasKey("errors")));
    }

    private static void expect(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("title", notNullValue())
                .body("type", equalTo("about:blank"));
    }
}
