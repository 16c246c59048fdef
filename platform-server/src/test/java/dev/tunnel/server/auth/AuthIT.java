package dev.tunnel.server.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuthIT {
    @Test
    void a_person_signs_up_logs_in_and_is_known() {
        Person person = Person.signUp();
        person.calls()
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("email", equalTo(person.email()))
                .body("account.id", equalTo(person.accountId()))
                .body("account.name", equalTo(person.email()))
                .body("account.role", equalTo("owner"))
                .body("createdAt", notNullValue());
    }

    @Test
    void an_email_signs_up_once_whatever_its_case() {
        Person person = Person.signUp();
        post("signup", person.email().toUpperCase(Locale.ROOT), Person.PASSWORD)
                .then()
                .statusCode(409)
                .body("code", equalTo("email_taken"));
        post("login", person.email().toUpperCase(Locale.ROOT), Person.PASSWORD)
                .then()
                .statusCode(200);
    }

    @Test
    void of_two_sign_ups_with_one_email_at_once_one_succeeds() throws Exception {
        String email = UUID.randomUUID() + "@example.test";
        List<Integer> statuses = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(
                        people.submit(() -> {
                            start.await();
                            return post("signup", email, Person.PASSWORD);
                        }));
            }
            start.countDown();
            for (Future<Response> answer : answers) {
                statuses.add(answer.get().statusCode());
            }
        }
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @ParameterizedTest
    @CsvSource({
        "not-an-email, correct horse battery, email",
        "'', correct horse battery, email",
        "a b@example.test, correct horse battery, email",
        "short@example.test, short, password",
    })
    void what_cannot_be_signed_up_with_is_named(String email, String password, String field) {
        post("signup", email, password)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"))
                .body("errors.field", hasItem(field));
    }

    @Test
    void a_wrong_password_and_an_unknown_email_get_the_same_answer() {
        Person person = Person.signUp();
        Response wrong = post("login", person.email(), "not the password");
        Response unknown = post("login", "nobody@example.test", "not the password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.<String>path("code")).isEqualTo("credentials_invalid");
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @Test
    void guessing_one_password_is_slowed_down_and_nobody_else_is() {
        Person person = Person.signUp();
        Response last = post("login", person.email(), "guess");
        for (int i = 0; i < 30 && last.statusCode() == 401; i++) {
            last = post("login", person.email(), "guess");
        }
        last.then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"))
                .header("Retry-After", Integer::parseInt, greaterThan(0));
        Person.signUp();
    }

    @Test
    void a_refresh_token_is_traded_for_the_next_one() {
        Person person = Person.signUp();
        Response refreshed = refresh(person.refreshToken());
        refreshed
                .then()
                .statusCode(200)
                .body("expiresIn", equalTo(900))
                .body("accessToken", notNullValue());
        refresh(refreshed.path("refreshToken")).then().statusCode(200);
    }

    @Test
    void a_refresh_token_that_comes_twice_ends_the_whole_login() {
        Person person = Person.signUp();
        String next = refresh(person.refreshToken()).path("refreshToken");
        refresh(person.refreshToken())
                .then()
                .statusCode(401)
                .body("code", equalTo("refresh_token_invalid"));
        refresh(next).then().statusCode(401).body("code", equalTo("refresh_token_invalid"));
    }

    @Test
    void after_logout_no_token_of_the_login_is_good() {
        Person person = Person.signUp();
        String next = refresh(person.refreshToken()).path("refreshToken");
        logOut(next).then().statusCode(204);
        refresh(next).then().statusCode(401);
    }

    @RepeatedTest(10)
    void a_logout_during_a_refresh_leaves_no_good_token() throws Exception {
        String token = Person.signUp().refreshToken();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> refreshes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                refreshes.add(
                        people.submit(() -> {
                            start.await();
                            return refresh(token);
                        }));
            }
            Future<Response> logout =
                    people.submit(() -> {
                        start.await();
                        return logOut(token);
                    });
            start.countDown();
            assertThat(logout.get().statusCode()).isEqualTo(204);
            for (Future<Response> refreshed : refreshes) {
                Response answer = refreshed.get();
                assertThat(answer.statusCode()).isIn(200, 401);
                if (answer.statusCode() == 200) {
                    refresh(answer.path("refreshToken")).then().statusCode(401);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tr_nothing",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln",
    })
    void a_token_that_this_server_did_not_sign_is_refused(String token) {
        given().auth()
                .oauth2(token)
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"));
    }

    private static Response post(String call, String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/auth/" + call);
    }

    private static Response logOut(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", token))
                .post("/api/v1/auth/logout");
    }

    private static Response refresh(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", token))
                .post("/api/v1/auth/refresh");
    }
}
