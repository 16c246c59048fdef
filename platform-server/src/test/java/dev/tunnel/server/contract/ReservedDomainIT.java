package dev.tunnel.server.contract;

import static dev.tunnel.server.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.server.testing.DnsResource;
import dev.tunnel.server.testing.DnsServer;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Domains proved against a name server on loopback.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(DnsResource.class)
@TestProfile(WithEdge.class)
class ReservedDomainIT {
    private static final String PATH = "/api/v1/reserved-domains";

    @SuppressWarnings("NullAway.Init")
    DnsServer dns;

    private final String host = "shop-" + UUID.randomUUID() + ".example.com";
    private Owner owner;
    private Owner other;
    private EdgeCalls edge;

    @BeforeEach
    void signUp() {
        dns.clear();
        owner = Owner.signUp();
        other = Owner.signUp();
        edge = EdgeCalls.bootstrapped();
    }

    @Test
    void aDomainIsProvedByATextAndThenServed() {
        JsonPath reserved = reserve(owner, host);
        assertThat(reserved.getBoolean("verified")).isFalse();
        assertRefused(verify(owner, reserved), ProblemCode.DOMAIN_NOT_VERIFIED);
        assertRefused(claim(owner), ProblemCode.HOSTNAME_NOT_RESERVED);

        setText(reserved);
        JsonPath verified = verify(owner, reserved).then().statusCode(200).extract().jsonPath();
        assertThat(verified.getBoolean("verified")).isTrue();
        assertThat(verified.getString("verifiedAt")).isNotNull();
        ClaimGranted tunnel = claim(owner).then().statusCode(200).extract().as(ClaimGranted.class);
        assertThat(tunnel.hostname()).isEqualTo(host);
        assertThat(tunnel.urls()).contains("https://" + host + ":8443");
        assertRefused(claim(other), ProblemCode.HOSTNAME_NOT_RESERVED);
    }

    @Test
    void aDomainIsProvedByAnAlias() {
        JsonPath reserved = reserve(owner, host);
        dns.alias(reserved.get("records[0].name"), reserved.get("records[0].value"));
        assertThat(reserved.getString("records[0].type")).isEqualTo("CNAME");
        assertThat(reserved.getString("records[0].value")).endsWith(".tunnel.test");
        verify(owner, reserved).then().statusCode(200);
    }

    @Test
    void anotherAccountsRecordsProveNothing() {
        JsonPath mine = reserve(owner, host);
        JsonPath theirs = reserve(other, host);
        setText(theirs);
        assertRefused(verify(owner, mine), ProblemCode.DOMAIN_NOT_VERIFIED);
        verify(other, theirs).then().statusCode(200);
    }

    @Test
    void whoProvesADomainThatItsOwnerNoLongerProvesTakesItOver() {
        JsonPath mine = reserve(owner, host);
        setText(mine);
        verify(owner, mine).then().statusCode(200);
        claim(owner).then().statusCode(200);
        JsonPath theirs = reserve(other, host);
        dns.alias(theirs.get("records[0].name"), theirs.get("records[0].value"));
        assertRefused(verify(other, theirs), ProblemCode.NAME_TAKEN);

        dns.clear();
        setText(theirs);
        verify(other, theirs).then().statusCode(200);
        assertThat(
                        owner.request()
                                .get(PATH + "/" + mine.getString("id"))
                                .jsonPath()
                                .getBoolean("verified"))
                .isFalse();
        assertThat(owner.request().get("/api/v1/tunnels").jsonPath().getList("items")).isEmpty();
        claim(other).then().statusCode(200);
        assertRefused(claim(owner), ProblemCode.HOSTNAME_NOT_RESERVED);
    }

    @Test
    void aReleasedDomainIsFreeAndAnUnprovedOneBlocksNobody() {
        JsonPath mine = reserve(owner, host);
        assertRefused(post(owner, host), ProblemCode.NAME_TAKEN);
        setText(mine);
        verify(owner, mine).then().statusCode(200);
        String path = PATH + "/" + mine.getString("id");
        assertRefused(other.request().get(path), ProblemCode.NOT_FOUND);
        assertRefused(other.request().delete(path), ProblemCode.NOT_FOUND);
        assertRefused(verify(other, mine), ProblemCode.NOT_FOUND);
        owner.request().delete(path).then().statusCode(204);
        assertRefused(owner.request().get(path), ProblemCode.NOT_FOUND);
        assertThat(owner.request().get(PATH).jsonPath().getList("items")).isEmpty();
        JsonPath theirs = reserve(other, host);
        setText(theirs);
        verify(other, theirs).then().statusCode(200);
    }

    @Test
    void ofAccountsThatProveOneDomainAtOnceOneGetsIt() throws Exception {
        List<Owner> owners = IntStream.range(0, 6).mapToObj(_ -> Owner.signUp()).toList();
        List<JsonPath> reserved = owners.stream().map(each -> reserve(each, host)).toList();
        dns.text("_tunnel." + host, reserved.getFirst().get("records[1].value"));
        dns.alias(host, reserved.getLast().get("records[0].value"));
        List<Integer> answers =
                Together.run(
                        IntStream.range(0, 6)
                                .mapToObj(i ->
                                        (Callable<Integer>)
                                                () ->
                                                        verify(owners.get(i), reserved.get(i))
                                                                .statusCode())
                                .toList());
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @Test
    void aNameServerThatDoesNotAnswerSettlesNothing() {
        JsonPath reserved = reserve(owner, host);
        dns.fail();
        assertRefused(verify(owner, reserved), ProblemCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example",
                "192.0.2.1",
                "*.example.com",
                "a..example.com",
                "-a.example.com",
                "http://example.com",
                "example.com/path",
                "a_b.example.com",
                "example.com:443"
            })
    void whatIsNoDomainIsRefused(String typed) {
        assertRefused(post(owner, typed), ProblemCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tunnel.test", "shop.tunnel.test", "a.b.Tunnel.Test."})
    void namesOfTheServersDomainAreReservedAsSubdomains(String typed) {
        assertRefused(post(owner, typed), ProblemCode.NAME_FORBIDDEN);
    }

    @Test
    void lettersBeyondAsciiAreEncoded() {
        String unique = UUID.randomUUID() + ".BÜCHER.example.";
        assertThat(reserve(owner, unique).getString("hostname")).endsWith(".xn--bcher-kva.example");
    }

    private void setText(JsonPath reserved) {
        assertThat(reserved.getString("records[1].type")).isEqualTo("TXT");
        dns.text(reserved.get("records[1].name"), reserved.get("records[1].value"));
    }

    private static JsonPath reserve(Owner by, String hostname) {
        return post(by, hostname).then().statusCode(201).extract().jsonPath();
    }

    private static Response post(Owner by, String hostname) {
        return by.request()
                .contentType(ContentType.JSON)
                .body(Map.of("hostname", hostname))
                .post(PATH);
    }

    private static Response verify(Owner by, JsonPath reserved) {
        return by.request().post(PATH + "/" + reserved.getString("id") + "/verify");
    }

    private Response claim(Owner by) {
        return edge.claim(Claims.hostname(edge.connect(by.authtoken("laptop")), "web", host));
    }
}
