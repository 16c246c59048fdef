package dev.tunnel.server.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SettingsIT {
    private static final String SETTINGS = "/api/v1/admin/settings";

    private final Sql sql;
    private Person admin;

    @Inject
    SettingsIT(Sql sql) {
        this.sql = sql;
    }

    @BeforeEach
    void signUp() {
        admin = Admin.signUp(sql);
    }

    @AfterEach
    void reset() {
        sql.update("delete from setting");
    }

    @Test
    void a_new_server_has_the_settings_that_it_was_started_with() {
        admin.calls()
                .get(SETTINGS)
                .then()
                .statusCode(200)
                .body("signup", equalTo("open"))
                .body("defaultLimits.authtokens", equalTo(200))
                .body("defaultLimits.tunnels", equalTo(-1));
    }

    @Test
    void sign_up_is_closed_and_opened_again() {
        change(Map.of("signup", "closed")).then().statusCode(200).body("signup", equalTo("closed"));
        signUpSomebody().then().statusCode(403).body("code", equalTo("signup_closed"));
        given().get("/api/v1/server")
                .then()
                .body("signup", equalTo("closed"))
                .body("signupOpen", equalTo(false));
        change(Map.of("signup", "invite"));
        signUpSomebody().then().statusCode(403).body("code", equalTo("invitation_required"));
        change(Map.of("signup", "open"));
        signUpSomebody().then().statusCode(201);
    }

    @Test
    void default_limits_hold_for_whoever_has_none_of_its_own() {
        change(Map.of("defaultLimits", Map.of("authtokens", 1)))
                .then()
                .body("defaultLimits.authtokens", equalTo(1))
                .body("defaultLimits.apiKeys", equalTo(200));
        Person person = Person.signUp();
        person.createsAuthtoken("one").then().statusCode(201);
        person.createsAuthtoken("two").then().statusCode(409);
    }

    @Test
    void forbidden_names_are_replaced_as_a_whole() {
        change(Map.of("forbiddenNames", List.of("bank", "acme", "bank")))
                .then()
                .body("forbiddenNames", contains("acme", "bank"));
        change(Map.of("forbiddenNames", List.of()))
                .then()
                .body("forbiddenNames", equalTo(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"signup\":\"maybe\"}",
                "{\"defaultLimits\":{\"authtokens\":-2}}",
                "{\"defaultLimits\":{\"authtokens\":9007199254740992}}",
                "{\"forbiddenNames\":[\"Not A Label\"]}",
                "{\"forbiddenNames\":[null]}",
            })
    void what_cannot_be_set_is_refused(String body) {
        admin.calls()
                .body(body)
                .patch(SETTINGS)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
    }

    private Response change(Map<String, Object> change) {
        return admin.calls().body(change).patch(SETTINGS);
    }

    private static Response signUpSomebody() {
        return given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "email",
                                UUID.randomUUID() + "@example.test",
                                "password",
                                Person.PASSWORD))
                .post("/api/v1/auth/signup");
    }
}
