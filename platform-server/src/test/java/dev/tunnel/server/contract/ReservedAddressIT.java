package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class ReservedAddressIT {
    private static final String PATH = "/api/v1/reserved-addresses";

    /// A range of its own for each test.
    private static final AtomicInteger RANGES = new AtomicInteger(38_000);

    private static final int PORTS = 10;

    @Inject Database database;

    private Owner owner;
    private Owner other;
    private EdgeCalls edge;
    private int port;

    @BeforeEach
    void signUp() {
        port = RANGES.getAndAdd(PORTS);
        owner = Owner.signUp();
        other = Owner.signUp();
        edge = database.edge(port, port + PORTS - 1);
    }

    @Test
    void aReservedPortIsItsAccountsOnly() {
        JsonPath reserved = reserve(owner, port);
        assertThat(reserved.getInt("port")).isEqualTo(port);
        assertThat(reserved.getString("url")).isEqualTo("tcp://tunnel.test:" + port);
        assertRefused(post(other, Map.of("port", port)), ProblemCode.PORT_TAKEN);
        assertRefused(post(owner, Map.of("port", port)), ProblemCode.PORT_TAKEN);
        assertRefused(claim(other), ProblemCode.PORT_TAKEN);
        claim(owner).then().statusCode(200);
    }

    @Test
    void aReservedPortStaysWhenItsTunnelClosesAndIsFreeWhenGivenBack() {
        JsonPath reserved = reserve(owner, port);
        String path = PATH + "/" + reserved.getString("id");
        String tunnel = claim(owner).jsonPath().getString("tunnelId");
        owner.request().delete("/api/v1/tunnels/" + tunnel).then().statusCode(204);
        assertRefused(claim(other), ProblemCode.PORT_TAKEN);
        assertRefused(other.request().get(path), ProblemCode.NOT_FOUND);
        assertRefused(other.request().delete(path), ProblemCode.NOT_FOUND);
        owner.request().get(path).then().statusCode(200);
        owner.request().delete(path).then().statusCode(204);
        assertRefused(owner.request().get(path), ProblemCode.NOT_FOUND);
        assertThat(owner.request().get(PATH).jsonPath().getList("items")).isEmpty();
        claim(other).then().statusCode(200);
        assertRefused(post(owner, Map.of("port", port)), ProblemCode.PORT_TAKEN);
    }

    @Test
    void withoutAPortAFreeOneIsGiven() {
        int first = post(owner, Map.of()).then().statusCode(201).extract().path("port");
        int second =
                post(owner, Map.of("description", "ssh"))
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("port");
        assertThat(first).isNotEqualTo(second);
        assertThat(owner.request().get(PATH).jsonPath().getList("items.port"))
                .containsExactly(second, first);
    }

    @Test
    void aPortThatNoEdgeHasCannotBeReserved() {
        assertRefused(post(owner, Map.of("port", 22)), ProblemCode.PORT_OUT_OF_RANGE);
        assertRefused(post(owner, Map.of("port", 65_536)), ProblemCode.INVALID_REQUEST);
        assertRefused(post(owner, Map.of("port", "ssh")), ProblemCode.INVALID_REQUEST);
    }

    @Test
    void ofAllWhoReserveOnePortAtOnceOneGetsIt() throws Exception {
        List<Owner> owners = IntStream.range(0, 5).mapToObj(_ -> Owner.signUp()).toList();
        List<Integer> answers =
                Together.run(
                        IntStream.range(0, 30)
                                .mapToObj(i ->
                                        (Callable<Integer>)
                                                () ->
                                                        post(
                                                                        owners.get(i % 5),
                                                                        Map.of("port", port))
                                                                .statusCode())
                                .toList());
        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
    }

    private static JsonPath reserve(Owner by, int port) {
        return post(by, Map.of("port", port)).then().statusCode(201).extract().jsonPath();
    }

    private static Response post(Owner by, Map<String, ?> body) {
        return by.request().contentType(ContentType.JSON).body(body).post(PATH);
    }

    private Response claim(Owner by) {
        return edge.claim(Claims.tcp(edge.connect(by.authtoken("laptop")), "ssh", port));
    }
}
