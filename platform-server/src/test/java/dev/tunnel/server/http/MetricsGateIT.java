package dev.tunnel.server.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MetricsGateIT {
    @Test
    void metrics_are_there_for_who_asks_the_platform_itself() {
        given().get("/q/metrics").then().statusCode(200).body(containsString("jvm_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/q/metrics/",
                "/q/metrics?x=1",
                "/q/../q/metrics",
                "/q/./metrics",
                "//q/metrics",
                "/q//metrics",
                "/%71/metrics",
                "/q/%6Detrics",
                "/x/%2e%2e/q/metrics"
            })
    void but_not_by_way_of_a_proxy_however_the_path_is_written(String path) {
        for (String header : new String[] {"X-Forwarded-For", "Forwarded"}) {
            given().urlEncodingEnabled(false)
                    .header(header, "203.0.113.9")
                    .get(path)
                    .then()
                    .body(not(containsString("jvm_")));
        }
    }

    @Test
    void pages_of_the_web_admin_are_counted_as_one_however_many_there_are() {
        String id = UUID.randomUUID().toString();
        given().get("/tunnels/" + id).then().statusCode(200);
        given().get("/api/v1/server").then().statusCode(200);
        await().untilAsserted(() ->
                given().get("/q/metrics")
                        .then()
                        .body(containsString("uri=\"/{page}\""))
                        .body(containsString("uri=\"/api/v1/server\""))
                        .body(not(containsString(id))));
    }

    @Test
    void the_rest_is_there_by_way_of_a_proxy() {
        given().header("X-Forwarded-For", "203.0.113.9")
                .get("/q/health/live")
                .then()
                .statusCode(200);
    }
}
