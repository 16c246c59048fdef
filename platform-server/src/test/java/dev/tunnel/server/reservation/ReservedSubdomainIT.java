package dev.tunnel.server.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReservedSubdomainIT {
    private final String name = "name-" + UUID.randomUUID();

    @Test
    void a_reserved_name_is_described_changed_and_given_back() {
        Person person = Person.signUp();
        Response reserved = person.reserves(name.toUpperCase(Locale.ROOT));
        reserved.then()
                .statusCode(201)
                .body("name", equalTo(name))
                .body("hostname", equalTo(name + ".localhost"))
                .body("url", startsWith("https://" + name + ".localhost"))
                .body("description", equalTo(""));
        String path = "/api/v1/reserved-subdomains/" + reserved.<String>path("id");
        person.calls()
                .body(Map.of("description", "for the demo"))
                .patch(path)
                .then()
                .statusCode(200);
        person.calls().get(path).then().body("description", equalTo("for the demo"));
        person.calls().get("/api/v1/reserved-subdomains").then().body("items", hasSize(1));
        person.calls().delete(path).then().statusCode(204);
        person.calls().get(path).then().statusCode(404);
        Person.signUp().reserves(name).then().statusCode(201);
    }

    @Test
    void a_name_is_taken_for_everybody_its_owner_included() {
        Person owner = Person.signUp();
        owner.reserves(name).then().statusCode(201);
        for (Person person : List.of(owner, Person.signUp())) {
            person.reserves(name).then().statusCode(409).body("code", equalTo("name_taken"));
        }
    }

    @Test
    void another_accounts_reservation_is_not_there() {
        Person owner = Person.signUp();
        String path = "/api/v1/reserved-subdomains/" + owner.reserves(name).<String>path("id");
        Person other = Person.signUp();
        other.calls().get(path).then().statusCode(404).body("code", equalTo("not_found"));
        other.calls().body(Map.of("description", "mine now")).patch(path).then().statusCode(404);
        other.calls().delete(path).then().statusCode(404);
        other.calls().get("/api/v1/reserved-subdomains").then().body("items", hasSize(0));
        owner.calls().get(path).then().statusCode(200).body("description", equalTo(""));
    }

    @Test
    void of_all_who_reserve_one_name_at_once_one_gets_it() throws Exception {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            people.add(Person.signUp());
        }
        List<Integer> statuses = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Person person = people.get(i % people.size());
                answers.add(
                        threads.submit(() -> {
                            start.await();
                            return person.reserves(name);
                        }));
            }
            start.countDown();
            for (Future<Response> answer : answers) {
                statuses.add(answer.get().statusCode());
            }
        }
        assertThat(statuses).hasSize(40).containsOnly(201, 409).containsOnlyOnce(201);
        long owned =
                people.stream()
                        .map(person -> person.calls().get("/api/v1/reserved-subdomains"))
                        .filter(page -> page.<List<String>>path("items.name").contains(name))
                        .count();
        assertThat(owned).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www", "API", "admin", "mail"})
    void some_names_are_for_nobody(String forbidden) {
        Person.signUp()
                .reserves(forbidden)
                .then()
                .statusCode(409)
                .body("code", equalTo("name_forbidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a.b", "a_b", "ä"})
    void what_is_no_dns_label_is_refused(String label) {
        Person.signUp()
                .reserves(label)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("errors[0].field", equalTo("name"));
    }
}
