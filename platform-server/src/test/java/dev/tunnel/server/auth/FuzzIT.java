package dev.tunnel.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls every operation of the OpenAPI document with what nobody would send: nothing may fail with
/// a 5xx, and every refusal is a problem. What is sent follows from a seed; one that found
/// something is kept.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FuzzIT {
    private static final long[] SEEDS = {1, 20_261_123};
    private static final int TRIES = 12;

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "\uD800",
                    "a\r\nb: c",
                    "'; drop table account; --",
                    "%00",
                    "../..",
                    "-1",
                    "1e400",
                    "null",
                    "xn--a",
                    "é".repeat(300),
                    "x".repeat(5_000),
                    "9999-12-31T23:59:59.999999999Z",
                    "+999999999-12-31T23:59:59Z",
                    "00000000-0000-0000-0000-000000000000");

    private final ObjectMapper json = new ObjectMapper();
    @Inject Sql sql;

    private Person admin;

    static Stream<ApiCall> calls() throws IOException {
        return ApiCall.all().stream().filter(FuzzIT::leavesTheServer);
    }

    @BeforeEach
    void signUp() {
        admin = Admin.signUp(sql);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void nothing_breaks(ApiCall call) throws IOException {
        for (long seed : SEEDS) {
            Random random = new Random(seed);
            for (int i = 0; i < TRIES; i++) {
                send(call, random, seed + "/" + i);
            }
        }
    }

    private void send(ApiCall call, Random random, String name) throws IOException {
        RequestSpecification request = admin.calls();
        for (String parameter : List.of("limit", "cursor", "search", "from", "step", "account")) {
            if (random.nextInt(4) == 0) {
                request.queryParam(parameter, text(random));
            }
        }
        String body = "";
        if (!call.body().isEmpty()) {
            body = json.writeValueAsString(mutated(json.readTree(call.body()), random));
            request.body(body);
        }
        String id = random.nextBoolean() ? UUID.randomUUID().toString() : "x" + random.nextInt();
        Response answer = request.request(call.method(), call.path().replaceAll("\\{[^}]*\\}", id));
        assertThat(answer.statusCode())
                .as("%s %s: %s", name, body, answer.asString())
                .isLessThan(500);
        // A URL of more than 4 KiB is refused before anything here sees the request.
        if (answer.statusCode() >= 400 && answer.statusCode() != 414) {
            assertThat(answer.contentType())
                    .as("%s %s: %s", name, body, answer.statusLine())
                    .isEqualTo("application/problem+json");
            assertThat(answer.<String>path("code")).isNotBlank();
        }
    }

    /// What would end the login that the next calls need, or take its time hashing.
    private static boolean leavesTheServer(ApiCall call) {
        return !(call.method().equals("DELETE") && call.path().equals("/api/v1/account"))
                && !call.path().startsWith("/api/v1/auth/signup")
                && !call.path().endsWith("/settings");
    }

    private JsonNode mutated(JsonNode node, Random random) {
        if (random.nextInt(5) == 0) {
            return anything(random);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(field -> {
                        if (random.nextInt(6) != 0) {
                            copy.set(field.getKey(), mutated(field.getValue(), random));
                        }
                    });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(mutated(item, random)));
            return copy;
        }
        return node;
    }

    private static JsonNode anything(Random random) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        List<JsonNode> some = new ArrayList<>();
        some.add(make.nullNode());
        some.add(make.booleanNode(true));
        some.add(make.numberNode(-1));
        some.add(make.numberNode(Long.MAX_VALUE));
        some.add(make.numberNode(1e308));
        some.add(make.arrayNode());
        some.add(make.objectNode());
        TEXTS.forEach(text -> some.add(make.textNode(text)));
        return some.get(random.nextInt(some.size()));
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
