package dev.tunnel.server.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FirstUserIT {
    private final DataSource database;

    @Inject
    FirstUserIT(DataSource database) {
        this.database = database;
    }

    @Test
    void of_all_who_sign_up_at_once_on_an_empty_server_one_administers_it() throws Exception {
        empty();
        given().get("/api/v1/server").then().body("setupRequired", equalTo(true));
        List<Boolean> administrators = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String email = "first" + i + "@example.test";
                answers.add(
                        people.submit(() -> {
                            start.await();
                            return signUp(email);
                        }));
            }
            start.countDown();
            for (Future<Boolean> answer : answers) {
                administrators.add(answer.get());
            }
        }
        assertThat(administrators).hasSize(12).containsOnlyOnce(true);
        given().get("/api/v1/server").then().body("setupRequired", equalTo(false));
    }

    private static boolean signUp(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", Person.PASSWORD))
                .post("/api/v1/auth/signup")
                .then()
                .statusCode(201)
                .extract()
                .path("serverAdmin");
    }

    private void empty() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate app_user, account cascade");
        }
    }
}
