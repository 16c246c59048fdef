package dev.tunnel.server.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Held;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What others do to a user while a request of that user is under way.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MeanwhileIT {
    private static final String SUSPENDED =
            "update app_user set suspended_at = now(), server_admin = true where id = ?";
    private static final String OTHER_PASSWORD =
            "update app_user set password_hash = 'another' where id = ?";

    private final Sql sql;
    private final DataSource database;
    private final SecureRandom random;

    private Person person;
    private UUID user;

    @Inject
    MeanwhileIT(Sql sql, DataSource database, SecureRandom random) {
        this.sql = sql;
        this.database = database;
        this.random = random;
    }

    @BeforeEach
    void signUp() {
        person = Person.signUp();
        user = Admin.id(person);
    }

    @Test
    void who_is_renamed_stays_suspended() throws Exception {
        meanwhile(
                SUSPENDED,
                () -> person.calls().body(Map.of("displayName", "Ada")).patch("/api/v1/me"));
        stillSuspended();
        assertThat(text("display_name")).isEqualTo("Ada");
    }

    @Test
    void who_confirms_an_address_stays_suspended() throws Exception {
        String token = link("verify_email", person.email());
        meanwhile(SUSPENDED, () -> post("verify-email", Map.of("token", token)))
                .then()
                .statusCode(204);
        stillSuspended();
    }

    @Test
    void who_changes_the_address_stays_suspended() throws Exception {
        String email = UUID.randomUUID() + "@example.test";
        String token = link("change_email", email);
        meanwhile(SUSPENDED, () -> post("verify-email", Map.of("token", token)))
                .then()
                .statusCode(204);
        stillSuspended();
        assertThat(text("email")).isEqualTo(email);
    }

    @Test
    void who_changes_the_password_stays_suspended() throws Exception {
        meanwhile(SUSPENDED, this::changesPassword).then().statusCode(204);
        stillSuspended();
        assertThat(text("password_hash")).startsWith("$argon2id$");
    }

    @Test
    void an_address_that_changed_is_not_confirmed_by_the_link_to_the_one_before() throws Exception {
        String token = link("verify_email", person.email());
        meanwhile(
                        "update app_user set email = 'new-' || email where id = ?",
                        () -> post("verify-email", Map.of("token", token)))
                .then()
                .statusCode(410);
        assertThat(text("email_verified_at")).isEqualTo("none");
    }

    @Test
    void a_login_with_a_password_that_is_replaced_is_none() throws Exception {
        meanwhile(
                        OTHER_PASSWORD,
                        () ->
                                post(
                                        "login",
                                        Map.of(
                                                "email",
                                                person.email(),
                                                "password",
                                                Person.PASSWORD)))
                .then()
                .statusCode(401)
                .body("code", equalTo("credentials_invalid"));
        person.calls().get("/api/v1/me/logins").then().body("items", hasSize(1));
    }

    @Test
    void a_password_that_is_replaced_replaces_none() throws Exception {
        meanwhile(OTHER_PASSWORD, this::changesPassword)
                .then()
                .statusCode(403)
                .body("code", equalTo("password_wrong"));
        assertThat(text("password_hash")).isEqualTo("another");
    }

    @Test
    void a_password_that_is_replaced_changes_no_address() throws Exception {
        meanwhile(
                        OTHER_PASSWORD,
                        () ->
                                person.calls()
                                        .body(
                                                Map.of(
                                                        "email",
                                                        UUID.randomUUID() + "@example.test",
                                                        "password",
                                                        Person.PASSWORD))
                                        .post("/api/v1/me/email"))
                .then()
                .statusCode(403)
                .body("code", equalTo("password_wrong"));
    }

    private Response meanwhile(String statement, Callable<Response> request) throws Exception {
        try (Held other = Held.by(database, statement, user)) {
            return other.released(other.against(request));
        }
    }

    private Response changesPassword() {
        return person.calls()
                .body(Map.of("oldPassword", Person.PASSWORD, "newPassword", "wrong donkey charger"))
                .post("/api/v1/me/password");
    }

    private void stillSuspended() {
        assertThat(text("suspended_at")).isNotEqualTo("none");
        assertThat(text("server_admin")).isEqualTo("true");
        sql.update("update app_user set server_admin = false where id = ?", user);
    }

    private String text(String column) {
        return sql.one(
                "select coalesce(" + column + "::text, 'none') as text from app_user where id = ?",
                row -> row.text("text"),
                user);
    }

    private String link(String purpose, String email) {
        Secret secret = Secret.mint(SecretKind.MAIL_LINK, random);
        sql.update(
                """
                insert into mail_link (id, user_id, purpose, email, hash, created_at, expires_at)
                values (?, ?, ?, ?, ?, now(), now() + interval '1 hour')
                """,
                UUID.randomUUID(),
                user,
                purpose,
                email,
                secret.hash().bytes());
        return secret.value();
    }

    private static Response post(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/auth/" + path);
    }
}
