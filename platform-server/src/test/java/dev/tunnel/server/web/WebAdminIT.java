package dev.tunnel.server.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WebAdminIT {
    private static final Pattern ASSET = Pattern.compile("/assets/[^\"]+\\.js");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/login", "/tunnels/some-id", "/a.b/c"})
    void a_path_of_the_web_admins_own_is_its_page(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", equalTo("no-cache"))
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(containsString("<div id=\"root\">"));
    }

    @Test
    void a_file_named_by_its_content_is_kept_for_ever() {
        Matcher asset = ASSET.matcher(given().get("/").asString());
        assertThat(asset.find()).isTrue();
        given().get(asset.group())
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/gone.js", "/api/v1/nonsense", "/edge/v1/nonsense"})
    void what_is_neither_a_file_nor_a_page_is_a_problem(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2fapplication.properties"
            })
    void nothing_outside_of_the_web_admin_is_served(String path) {
        assertThat(given().urlEncodingEnabled(false).get(path).asString())
                .doesNotContain("root:")
                .doesNotContain("quarkus.");
    }
}
