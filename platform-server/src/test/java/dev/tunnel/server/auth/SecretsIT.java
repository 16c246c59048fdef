package dev.tunnel.server.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Where secrets do not go, and from where they are not taken.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SecretsIT {
    private static final String TYPO = "correct horse batery";

    @Test
    void no_secret_is_logged_whatever_is_done_with_it() {
        try (Listening log = Listening.begin()) {
            Person person = Person.signUp();
            Response authtoken = person.createsAuthtoken("laptop");
            Response key = person.calls().body(Map.of("name", "ci")).post("/api/v1/api-keys");
            logIn(person.email(), TYPO);
            misuse(person.accessToken());
            misuse(authtoken.path("token"));
            misuse(key.path("key"));
            given().contentType(ContentType.JSON)
                    .body("{\"email\":\"a@example.test\",\"password\":\"" + TYPO + "\"")
                    .post("/api/v1/auth/login");
            given().contentType(ContentType.JSON)
                    .body(Map.of("refreshToken", person.refreshToken()))
                    .post("/api/v1/auth/refresh");
            assertThat(log.lines())
                    .noneMatch(line -> line.contains(Person.PASSWORD))
                    .noneMatch(line -> line.contains(TYPO))
                    .noneMatch(line -> line.contains(person.accessToken()))
                    .noneMatch(line -> line.contains(person.refreshToken()))
                    .noneMatch(line -> line.contains(authtoken.path("token")))
                    .noneMatch(line -> line.contains(key.path("key")));
        }
    }

    @Test
    void a_token_in_a_url_is_not_taken() {
        Person person = Person.signUp();
        for (String name : List.of("access_token", "token", "authorization", "api_key")) {
            given().queryParam(name, person.accessToken()).get("/api/v1/me").then().statusCode(401);
        }
        given().cookie("accessToken", person.accessToken())
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void an_address_is_not_believed_of_who_is_no_trusted_proxy() {
        Person person = Person.signUp();
        given().header("X-Forwarded-For", "203.0.113.9")
                .header("Forwarded", "for=203.0.113.9")
                .header("X-Real-IP", "203.0.113.9")
                .contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", Person.PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);
        person.calls()
                .get("/api/v1/me/logins")
                .then()
                .body("items[0].ip", not(equalTo("203.0.113.9")));
    }

    @Test
    void an_answer_names_no_class_and_no_table() {
        Person person = Person.signUp();
        for (String body :
                List.of("{\"name\":[]}", "{\"name\":\"\\u0000\"}", "[1]", "{\"scope\":7}")) {
            String answer = person.calls().body(body).post("/api/v1/authtokens").asString();
            assertThat(answer)
                    .doesNotContain("dev.tunnel")
                    .doesNotContain("Exception")
                    .doesNotContain("authtoken_account");
        }
    }

    private static void logIn(String email, String password) {
        given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/auth/login");
    }

    /// Sends a secret to where it is not good.
    private static void misuse(String secret) {
        given().auth().oauth2(secret).get("/api/v1/authtokens/current");
        given().auth().oauth2(secret).get("/api/v1/nonsense");
        given().auth().oauth2(secret).post("/edge/v1/heartbeat");
        given().auth()
                .oauth2(secret)
                .contentType(ContentType.JSON)
                .body("{")
                .post("/api/v1/api-keys");
    }

    /// Everything that is logged meanwhile.
    private static final class Listening extends Handler implements AutoCloseable {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        static Listening begin() {
            Listening listening = new Listening();
            Logger.getLogger("").addHandler(listening);
            return listening;
        }

        List<String> lines() {
            return List.copyOf(lines);
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(String.valueOf(entry.getMessage()));
            Object[] parameters = entry.getParameters();
            if (parameters != null) {
                for (Object parameter : parameters) {
                    lines.add(String.valueOf(parameter));
                }
            }
            if (entry.getThrown() != null) {
                lines.add(entry.getThrown().toString());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            Logger.getLogger("").removeHandler(this);
        }
    }
}
