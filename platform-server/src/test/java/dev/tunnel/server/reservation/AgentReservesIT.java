package dev.tunnel.server.reservation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// `tunnel reserve` calls with the authtoken that the agent has.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AgentReservesIT {
    private static final String SUBDOMAINS = "/api/v1/reserved-subdomains";

    private final String name = "agent-" + UUID.randomUUID();

    private static RequestSpecification agent(String authtoken) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + authtoken);
    }

    @Test
    void an_authtoken_reserves_for_its_account() {
        Person person = Person.signUp();
        String token = person.createsAuthtoken("laptop").path("token");
        Response reserved = agent(token).body(Map.of("name", name)).post(SUBDOMAINS);
        reserved.then().statusCode(201).body("name", equalTo(name));
        person.calls().get(SUBDOMAINS).then().body("items", hasSize(1));
        agent(token).get(SUBDOMAINS).then().statusCode(200).body("items", hasSize(1));
        agent(token).delete(SUBDOMAINS + "/" + reserved.<String>path("id")).then().statusCode(204);
        agent(token).get("/api/v1/reserved-domains").then().statusCode(200);
        agent(token).get("/api/v1/reserved-addresses").then().statusCode(200);
    }

    @Test
    void an_authtoken_is_good_for_nothing_else() {
        String token = Person.signUp().createsAuthtoken("laptop").path("token");
        for (String path : List.of("/api/v1/authtokens", "/api/v1/tunnels", "/api/v1/me")) {
            agent(token).get(path).then().statusCode(401);
        }
    }

    @Test
    void a_revoked_an_unknown_and_a_scoped_authtoken_reserve_nothing() {
        Person person = Person.signUp();
        Response created = person.createsAuthtoken("laptop");
        String token = created.path("token");
        person.calls().delete("/api/v1/authtokens/" + created.<String>path("id"));
        agent(token)
                .get(SUBDOMAINS)
                .then()
                .statusCode(401)
                .body("code", equalTo("authtoken_revoked"));
        agent("tt_nobody-knows-this-one").get(SUBDOMAINS).then().statusCode(401);
        String scoped =
                person.calls()
                        .body(Map.of("name", "ci", "scope", Map.of("subdomains", List.of("x"))))
                        .post("/api/v1/authtokens")
                        .path("token");
        agent(scoped).get(SUBDOMAINS).then().statusCode(403).body("code", equalTo("forbidden"));
    }
}
