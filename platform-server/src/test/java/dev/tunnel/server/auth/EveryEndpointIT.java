package dev.tunnel.server.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.server.auth.AccessTokens.Claims;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import dev.tunnel.server.testing.Team;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every call of the OpenAPI document, so that one that is added without rules fails
/// here.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EveryEndpointIT {
    private static final Set<String> OPEN =
            Set.of(
                    "GET /api/v1/server",
                    "POST /api/v1/auth/invitation",
                    "POST /api/v1/auth/login",
                    "POST /api/v1/auth/logout",
                    "POST /api/v1/auth/password-reset",
                    "POST /api/v1/auth/password-reset/confirm",
                    "POST /api/v1/auth/refresh",
                    "POST /api/v1/auth/signup",
                    "POST /api/v1/auth/verify-email");

    /// What is a user's own, whatever the user's role in an account.
    private static final Set<String> OF_THE_USER =
            Set.of("/api/v1/me", "/api/v1/accounts", "/api/v1/account/members/{id}");

    private static final String WITH_AN_AUTHTOKEN = "/api/v1/authtokens/current";

    @Inject Sql sql;
    @Inject SigningKeys keys;
    @Inject JWTParser parser;

    private static @Nullable Cast known;

    private Person person;
    private Cast cast;

    static List<ApiCall> all() throws IOException {
        return ApiCall.all();
    }

    static Stream<ApiCall> secured() throws IOException {
        return all().stream().filter(call -> call.secured() && !withAuthtoken(call));
    }

    static Stream<ApiCall> administering() throws IOException {
        return secured().filter(ApiCall::administers);
    }

    static Stream<ApiCall> writing() throws IOException {
        return secured().filter(call -> !call.reads());
    }

    static Stream<ApiCall> writingForTheAccount() throws IOException {
        return writing().filter(call -> OF_THE_USER.stream().noneMatch(call.path()::startsWith));
    }

    static Stream<ApiCall> onOne() throws IOException {
        return secured().filter(ApiCall::hasId);
    }

    static Stream<ApiCall> onOneOfAnAccount() throws IOException {
        return onOne().filter(call -> !call.administers());
    }

    @BeforeEach
    void signUp() {
        Cast before = known;
        cast = before == null ? Cast.signUp(sql) : before;
        known = cast;
        person = cast.person();
    }

    @Test
    void what_is_open_was_meant_to_be() throws IOException {
        Set<String> open =
                all().stream()
                        .filter(call -> !call.secured())
                        .map(ApiCall::toString)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
    }

    @ParameterizedTest
    @MethodSource("secured")
    void nobody_gets_in_without_credentials(ApiCall call) {
        refused(call, call.by(given()), 401, "unauthenticated");
        refused(call, call.by(bearer("nonsense")), 401, "unauthenticated");
        refused(call, call.by(bearer(person.refreshToken())), 401, "unauthenticated");
        refused(call, call.by(bearer("te_key")), 401, "unauthenticated");
        refused(call, call.by(bearer("tk_key")), 401, "api_key_invalid");
        Response answer = call.by(bearer(cast.revoked()));
        refused(call, answer, 401, call.agents() ? "authtoken_revoked" : "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("secured")
    void an_authtoken_is_for_agents(ApiCall call) {
        if (call.agents()) {
            assertThat(call.by(bearer(cast.authtoken())).statusCode()).isNotIn(401, 403);
            refused(call, call.by(bearer(cast.scoped())), 403, "forbidden");
        } else {
            refused(call, call.by(bearer(cast.authtoken())), 401, "unauthenticated");
            refused(call, call.by(bearer(cast.scoped())), 401, "unauthenticated");
        }
    }

    @ParameterizedTest
    @MethodSource("secured")
    void an_expired_token_is_told_from_a_wrong_one(ApiCall call) {
        Clock before = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-20));
        Claims claims =
                new Claims(
                        new UserId(Admin.id(person)),
                        new AccountId(UUID.fromString(person.accountId())),
                        UUID.randomUUID());
        String expired = new AccessTokens(keys, parser, before).issue(claims);
        refused(call, call.by(bearer(expired)), 401, "token_expired");
    }

    @ParameterizedTest
    @MethodSource("secured")
    void a_login_that_has_ended_and_a_suspended_user_are_refused(ApiCall call) {
        Person gone = Person.signUp();
        sql.update(
                "update app_user set suspended_at = now() where lower(email) = lower(?)",
                gone.email());
        refused(call, call.by(gone.calls()), 403, "account_suspended");
        sql.update(
                "update login_session set ended_at = now() where user_id ="
                        + " (select id from app_user where lower(email) = lower(?))",
                gone.email());
        refused(call, call.by(gone.calls()), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("secured")
    void an_account_of_others_is_not_there(ApiCall call) {
        Response answer = call.by(person.calls().header(Team.HEADER, cast.team().id()));
        refused(call, answer, 404, "not_found");
    }

    @ParameterizedTest
    @MethodSource("administering")
    void only_administrators_of_the_server_administer_it(ApiCall call) {
        refused(call, call.by(person.calls()), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("writingForTheAccount")
    void a_viewer_changes_nothing(ApiCall call) {
        refused(call, call.by(cast.team().by(cast.viewer())), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("writing")
    void an_api_key_to_read_changes_nothing(ApiCall call) {
        refused(call, call.by(bearer(cast.readKey())), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("onOneOfAnAccount")
    void what_belongs_to_another_account_is_not_there(ApiCall call) {
        String id = new Belongings(sql, Person.signUp()).make(call.path());
        refused(call, call.by(person.calls(), id), 404, "not_found");
    }

    @ParameterizedTest
    @MethodSource("onOne")
    void what_is_not_there_is_not_found(ApiCall call) {
        refused(call, call.by(cast.admin().calls()), 404, "not_found");
        refused(call, call.by(cast.admin().calls(), "nonsense"), 404, "not_found");
    }

    @Test
    void an_authtoken_is_checked_by_nothing_else() {
        ApiCall call = new ApiCall("GET", WITH_AN_AUTHTOKEN, true, true, "", Set.of("401"));
        refused(call, call.by(given()), 401, "authtoken_invalid");
        refused(call, call.by(person.calls()), 401, "authtoken_invalid");
    }

    private static boolean withAuthtoken(ApiCall call) {
        return call.path().equals(WITH_AN_AUTHTOKEN);
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token);
    }

    private static void refused(ApiCall call, Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(code);
        assertThat(call.statuses()).contains(String.valueOf(status));
    }

    /// Who calls: the same for all calls, because what is refused changes nothing.
    private record Cast(
            Person person,
            Team team,
            Person viewer,
            Person admin,
            String authtoken,
            String revoked,
            String scoped,
            String readKey) {
        static Cast signUp(Sql sql) {
            // The first one of a server is its administrator.
            Person admin = Admin.signUp(sql);
            Person person = Person.signUp();
            Team team = Team.found();
            Response taken = person.createsAuthtoken("stolen");
            person.calls().delete("/api/v1/authtokens/" + taken.<String>path("id"));
            Map<String, ?> scope = Map.of("subdomains", List.of("x"));
            return new Cast(
                    person,
                    team,
                    team.joinedBy("viewer"),
                    admin,
                    person.createsAuthtoken("laptop").path("token"),
                    taken.path("token"),
                    person.calls()
                            .body(Map.of("name", "ci", "scope", scope))
                            .post("/api/v1/authtokens")
                            .path("token"),
                    person.calls()
                            .body(Map.of("name", "ci", "scope", "read"))
                            .post("/api/v1/api-keys")
                            .path("key"));
        }
    }
}
