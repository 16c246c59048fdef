package dev.tunnel.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(FloodIT.Narrow.class)
class FloodIT {
    /// A platform that takes ten calls a minute.
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tunnel.limit.api", "10");
        }
    }

    @Test
    void who_calls_too_often_is_told_when_to_come_again_and_nobody_else_is() {
        Person person = Person.signUp();
        Response last = person.calls().get("/api/v1/me");
        int calls = 1;
        while (last.statusCode() == 200 && calls < 20) {
            last = person.calls().get("/api/v1/me");
            calls++;
        }
        assertThat(calls).isEqualTo(11);
        last.then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"))
                .header("Retry-After", Integer::parseInt, greaterThan(0))
                .header("RateLimit", startsWith("\"api\";r=0;"));
        Person.signUp().calls().get("/api/v1/me").then().statusCode(200);
    }
}
