package dev.tunnel.server.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuthtokenIT {
    @Test
    void the_secret_is_shown_when_it_is_made_and_never_again() {
        Person person = Person.signUp();
        Response created = person.createsAuthtoken("laptop");
        created.then()
                .statusCode(201)
                .body("name", equalTo("laptop"))
                .body("token", startsWith("tt_"))
                .body("lastUsedAt", nullValue());
        assertThat(created.<String>path("token")).startsWith(created.<String>path("prefix"));
        person.calls()
                .get("/api/v1/authtokens")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0]", not(hasKey("token")))
                .body("items[0].id", equalTo(created.path("id")))
                .body("nextCursor", nullValue());
    }

    @Test
    void a_token_says_what_it_is_good_for_and_when_it_was_used() {
        Person person = Person.signUp();
        Response created = person.createsAuthtoken("laptop");
        current(created.path("token"))
                .then()
                .statusCode(200)
                .body("id", equalTo(created.path("id")))
                .body("name", equalTo("laptop"))
                .body("account", equalTo(person.email()));
        person.calls().get("/api/v1/authtokens").then().body("items[0].lastUsedAt", notNullValue());
    }

    @Test
    void a_revoked_token_is_told_from_one_that_never_was() {
        Person person = Person.signUp();
        Response created = person.createsAuthtoken("laptop");
        String id = created.path("id");
        person.calls().delete("/api/v1/authtokens/{id}", id).then().statusCode(204);
        current(created.path("token"))
                .then()
                .statusCode(401)
                .body("code", equalTo("authtoken_revoked"));
        current("tt_never").then().statusCode(401).body("code", equalTo("authtoken_invalid"));
        person.calls().get("/api/v1/authtokens").then().body("items", hasSize(0));
        person.calls().delete("/api/v1/authtokens/{id}", id).then().statusCode(404);
    }

    @Test
    void another_accounts_token_is_not_there() {
        Person owner = Person.signUp();
        Response created = owner.createsAuthtoken("mine");
        Person other = Person.signUp();
        other.calls()
                .delete("/api/v1/authtokens/{id}", created.<String>path("id"))
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        other.calls().get("/api/v1/authtokens").then().body("items", hasSize(0));
        current(created.path("token")).then().statusCode(200);
    }

    @Test
    void an_authtoken_is_no_access_token_nor_the_other_way_round() {
        Person person = Person.signUp();
        given().auth()
                .oauth2(person.createsAuthtoken("laptop").path("token"))
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
        current(person.accessToken())
                .then()
                .statusCode(401)
                .body("code", equalTo("authtoken_invalid"));
    }

    @Test
    void a_scope_comes_back_as_it_was_given() {
        Map<String, Object> scope =
                Map.of("subdomains", List.of("one"), "ports", List.of("2000", "2100-2200"));
        Person person = Person.signUp();
        person.calls()
                .body(Map.of("name", "scoped", "scope", scope))
                .post("/api/v1/authtokens")
                .then()
                .statusCode(201)
                .body("scope.subdomains", contains("one"));
        person.calls()
                .get("/api/v1/authtokens")
                .then()
                .body("items[0].scope.ports", contains("2000", "2100-2200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "70000", "20-10", "x", "1-2-3"})
    void a_scope_with_a_port_that_is_none_is_refused(String port) {
        Person.signUp()
                .calls()
                .body(Map.of("name", "scoped", "scope", Map.of("ports", List.of(port))))
                .post("/api/v1/authtokens")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("errors.field", hasItem(startsWith("scope.ports")));
    }

    @Test
    void a_list_is_walked_page_by_page_newest_first() {
        Person person = Person.signUp();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(person.createsAuthtoken("token " + i).path("id"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Response page =
                    cursor == null
                            ? person.calls().get("/api/v1/authtokens?limit=2")
                            : person.calls()
                                    .queryParam("cursor", cursor)
                                    .get("/api/v1/authtokens?limit=2");
            seen.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(seen).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=nonsense"})
    void a_page_that_cannot_be_is_refused(String query) {
        Person.signUp()
                .calls()
                .get("/api/v1/authtokens?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
    }

    @Test
    void an_id_that_is_none_is_not_found() {
        Person person = Person.signUp();
        person.calls().delete("/api/v1/authtokens/{id}", "nonsense").then().statusCode(404);
        person.calls().delete("/api/v1/authtokens/{id}", UUID.randomUUID()).then().statusCode(404);
    }

    private static Response current(String token) {
        return given().auth().oauth2(token).get("/api/v1/authtokens/current");
    }
}
