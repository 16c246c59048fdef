package dev.tunnel.server.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MannersIT {
    private static final String TOKENS = "/api/v1/authtokens";

    private final Sql sql;
    private Person person;

    @Inject
    MannersIT(Sql sql) {
        this.sql = sql;
    }

    @BeforeEach
    void signUp() {
        person = Person.signUp();
    }

    @Test
    void a_retry_gets_the_first_answer_and_does_nothing() {
        String key = UUID.randomUUID().toString();
        Response first = create(key, "laptop");
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        Response again = create(key, "laptop");
        again.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(again.<Map<String, Object>>path("")).isEqualTo(first.path(""));
        person.calls().get(TOKENS).then().body("items", hasSize(1));
    }

    @Test
    void a_key_is_for_one_call_of_one_caller() {
        String key = UUID.randomUUID().toString();
        create(key, "laptop").then().statusCode(201);
        create(key, "desktop")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency_key_reused"));
        person.calls()
                .header("Idempotency-Key", key)
                .body(Map.of("name", "laptop"))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(422);
        person = Person.signUp();
        create(key, "desktop").then().statusCode(201);
    }

    @Test
    void what_was_refused_may_be_tried_again_with_its_key() {
        String key = UUID.randomUUID().toString();
        create(key, "").then().statusCode(400);
        create(key, "laptop").then().statusCode(201);
    }

    @Test
    void of_many_at_once_with_one_key_one_is_done() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Integer> statuses = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(
                        people.submit(() -> {
                            start.await();
                            return create(key, "laptop");
                        }));
            }
            start.countDown();
            for (Future<Response> answer : answers) {
                statuses.add(answer.get().statusCode());
            }
        }
        assertThat(statuses).containsAnyOf(201).isSubsetOf(201, 409);
        person.calls().get(TOKENS).then().body("items", hasSize(1));
    }

    @Test
    void a_call_whose_platform_died_may_be_made_again() {
        String key = UUID.randomUUID().toString();
        create(key, "laptop").then().statusCode(201);
        sql.update("update idempotency set status = null, answer = null");
        create(key, "laptop")
                .then()
                .statusCode(409)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("idempotency_in_progress"));
        sql.update("update idempotency set started_at = now() - interval '3 minutes'");
        create(key, "laptop").then().statusCode(201);
    }

    @Test
    void a_secret_in_a_kept_answer_is_not_in_the_database() {
        String token = create(UUID.randomUUID().toString(), "laptop").path("token");
        List<byte[]> answers =
                sql.list(
                        "select answer from idempotency where answer is not null",
                        row -> row.bytes("answer"));
        assertThat(answers)
                .isNotEmpty()
                .noneMatch(it -> new String(it, StandardCharsets.ISO_8859_1).contains(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with a space inside"})
    void a_key_that_is_none_is_refused(String key) {
        create(key, "laptop")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    @Test
    void every_answer_says_how_many_calls_are_left() {
        person.calls()
                .get(TOKENS)
                .then()
                .header("RateLimit-Policy", matchesPattern("\"api\";q=\\d+;w=60"))
                .header("RateLimit", matchesPattern("\"api\";r=\\d+;t=\\d+"));
        given().get("/api/v1/server").then().header("RateLimit", notNullValue());
    }

    @Test
    void an_object_that_is_known_is_not_sent_again() {
        Response me = person.calls().get("/api/v1/me");
        String tag = me.header("ETag");
        assertThat(tag).matches("\"[A-Za-z0-9_-]+\"");
        person.calls().header("If-None-Match", tag).get("/api/v1/me").then().statusCode(304);
        person.calls()
                .header("If-None-Match", "\"other\", W/" + tag)
                .get("/api/v1/me")
                .then()
                .statusCode(304);
        person.calls()
                .header("If-None-Match", "\"other\"")
                .get("/api/v1/me")
                .then()
                .statusCode(200);
    }

    @Test
    void a_change_of_what_was_changed_meanwhile_is_refused() {
        Team team = Team.found();
        String tag = team.by(team.owner()).get("/api/v1/account").header("ETag");
        rename(team, tag, "One").then().statusCode(200);
        rename(team, tag, "Two")
                .then()
                .statusCode(412)
                .body("code", equalTo("precondition_failed"));
        rename(team, "*", "Three").then().statusCode(200).header("ETag", notNullValue());
        String path = "/api/v1/admin/users/" + Admin.id(person);
        Person admin = Admin.signUp(sql);
        String user = admin.calls().get(path).header("ETag");
        change(admin, path, user, "A").then().statusCode(200);
        change(admin, path, user, "B").then().statusCode(412);
        String settings = "/api/v1/admin/settings";
        admin.calls()
                .header("If-Match", "\"old\"")
                .body("{}")
                .patch(settings)
                .then()
                .statusCode(412);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/auth/login | PUT | OPTIONS, POST",
                "/api/v1/authtokens | PUT | GET, HEAD, OPTIONS, POST",
                "/api/v1/me | DELETE | GET, HEAD, OPTIONS, PATCH",
                "/api/v1/api-keys/x | PATCH | DELETE, GET, HEAD, OPTIONS",
            })
    void a_method_that_is_not_there_is_answered_with_those_that_are(
            String path, String method, String allow) {
        person.calls()
                .request(method, path)
                .then()
                .statusCode(405)
                .header("Allow", equalTo(allow))
                .body("code", equalTo("method_not_allowed"));
    }

    @Test
    void other_sites_get_nothing() {
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/api/v1/auth/login")
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Methods", nullValue());
        person.calls()
                .header("Origin", "https://evil.example")
                .get("/api/v1/me")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void a_body_that_is_nested_deeply_is_refused() {
        for (int depth : new int[] {40, 5_000}) {
            String nested = "{\"name\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
            person.calls()
                    .body(nested)
                    .post(TOKENS)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_request"));
        }
        person.calls().body("{\"a\":".repeat(9_000)).post(TOKENS).then().statusCode(400);
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        String large = "{\"name\":\"" + "x".repeat(100_000) + "\"}";
        person.calls().body(large).post(TOKENS).then().statusCode(413);
    }

    @Test
    void a_field_that_is_not_known_is_named() {
        person.calls()
                .body("{\"name\":\"laptop\",\"scop\":{}}")
                .post(TOKENS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("scop"))
                .body("errors[0].message", equalTo("is not known here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serverAdmin", "role", "id", "emailVerified", "suspended", "accountId"})
    void what_is_not_the_callers_to_set_is_not_set(String field) {
        given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "email",
                                UUID.randomUUID() + "@example.test",
                                "password",
                                Person.PASSWORD,
                                field,
                                true))
                .post("/api/v1/auth/signup")
                .then()
                .statusCode(400);
        person.calls().body(Map.of(field, true)).patch("/api/v1/me").then().statusCode(400);
        person.calls()
                .get("/api/v1/me")
                .then()
                .body("serverAdmin", equalTo(false))
                .body("emailVerified", equalTo(false))
                .body("account.role", equalTo("owner"));
    }

    private Response create(String key, String name) {
        return person.calls()
                .header("Idempotency-Key", key)
                .body(Map.of("name", name))
                .post(TOKENS);
    }

    private static Response rename(Team team, String tag, String name) {
        return team.by(team.owner())
                .header("If-Match", tag)
                .body(Map.of("name", name))
                .patch("/api/v1/account");
    }

    private static Response change(Person admin, String path, String tag, String name) {
        return admin.calls().header("If-Match", tag).body(Map.of("displayName", name)).patch(path);
    }
}
