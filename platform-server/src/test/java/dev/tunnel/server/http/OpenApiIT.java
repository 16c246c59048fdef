package dev.tunnel.server.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OpenApiIT {
    private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");

    @Test
    void the_committed_document_is_the_one_that_is_served() throws IOException {
        String served =
                given().queryParam("format", "json").get("/q/openapi").asString().strip() + "\n";
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(COMMITTED, served);
        }
        assertThat(served)
                .as(
                        "The API changed. If it was meant: mvn -pl platform-server -am verify"
                                + " -Dopenapi.update=true -Dit.test=OpenApiIT -Dtest=none"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dfailsafe.failIfNoSpecifiedTests=false")
                .isEqualTo(Files.readString(COMMITTED));
    }
}
