package dev.tunnel.server.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Held;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import dev.tunnel.server.testing.Team;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Users and accounts that go, and what they leave behind.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LeavingIT {
    private static final String MEMBERS = "/api/v1/account/members/{id}";
    private static final String USERS = "/api/v1/admin/users/{id}";
    private static final String ACCOUNT = "/api/v1/account";
    private static final String SIGN_UP_LOCK = "select pg_advisory_xact_lock(7310001)";
    private static final String MEMBERSHIP_ENDS =
            "delete from membership where account_id = ? and user_id = ?";

    private final Sql sql;
    private final DataSource database;

    @Inject
    LeavingIT(Sql sql, DataSource database) {
        this.sql = sql;
        this.database = database;
    }

    @Test
    void who_is_taken_out_of_the_last_account_gets_another_own_one() {
        Team team = Team.found();
        Person person = team.joinedBy("member");
        UUID user = Admin.id(person);
        person.calls()
                .header(Team.HEADER, person.accountId())
                .delete(ACCOUNT)
                .then()
                .statusCode(204);
        team.by(team.owner()).delete(MEMBERS, user).then().statusCode(204);
        Response loggedIn = auth("login", person.email(), Person.PASSWORD);
        loggedIn.then().statusCode(200);
        given().auth()
                .oauth2(loggedIn.path("accessToken"))
                .get("/api/v1/accounts")
                .then()
                .body("items", hasSize(1))
                .body("items[0].name", equalTo(person.email()))
                .body("items[0].role", equalTo("owner"));
    }

    @Test
    void who_leaves_a_team_keeps_the_own_account_and_gets_no_other() {
        Team team = Team.found();
        Person person = team.joinedBy("member");
        team.by(person).delete(MEMBERS, Admin.id(person)).then().statusCode(204);
        person.calls()
                .get("/api/v1/accounts")
                .then()
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(person.accountId()));
    }

    @Test
    void a_link_to_set_a_password_is_answered_alike_for_who_has_no_account() {
        Person person = Person.signUp();
        sql.update("delete from membership where user_id = ?", Admin.id(person));
        auth("password-reset", person.email(), null).then().statusCode(202);
        auth("password-reset", UUID.randomUUID() + "@example.test", null).then().statusCode(202);
    }

    @Test
    void the_last_owner_of_a_team_is_not_deleted_while_the_other_one_leaves() throws Exception {
        Person admin = Admin.signUp(sql);
        Team team = Team.found();
        Person second = team.joinedBy("owner");
        team.joinedBy("member");
        UUID user = Admin.id(second);
        UUID account = UUID.fromString(team.id());
        try (Held leaving =
                Held.by(
                        database,
                        "select id from account where id = ? for no key update",
                        account)) {
            leaving.run(MEMBERSHIP_ENDS, account, Admin.id(team.owner()));
            Future<Response> deleted = leaving.against(() -> admin.calls().delete(USERS, user));
            lastOwner(leaving.released(deleted));
        }
    }

    @Test
    void both_accounts_of_somebody_are_not_deleted_at_once() throws Exception {
        Person person = Person.signUp();
        Response made = person.calls().body(Map.of("name", "Second")).post("/api/v1/accounts");
        String second = made.path("id");
        try (Held deletion = Held.by(database, SIGN_UP_LOCK)) {
            deletion.run("delete from account where id = ?", UUID.fromString(second));
            Future<Response> deleted =
                    deletion.against(() ->
                            person.calls().header(Team.HEADER, person.accountId()).delete(ACCOUNT));
            lastOwner(deletion.released(deleted));
        }
    }

    @Test
    void somebody_is_not_taken_out_of_both_accounts_at_once_without_getting_another()
            throws Exception {
        Team team = Team.found();
        Person person = team.joinedBy("member");
        UUID user = Admin.id(person);
        try (Held leaving = Held.by(database, SIGN_UP_LOCK)) {
            leaving.run(MEMBERSHIP_ENDS, UUID.fromString(person.accountId()), user);
            Future<Response> removed =
                    leaving.against(() -> team.by(team.owner()).delete(MEMBERS, user));
            leaving.released(removed).then().statusCode(204);
        }
        auth("login", person.email(), Person.PASSWORD).then().statusCode(200);
    }

    @Test
    void nobody_waits_while_the_past_of_an_account_is_forgotten() throws Exception {
        Person admin = Admin.signUp(sql);
        Person person = Person.signUp();
        UUID account = UUID.fromString(person.accountId());
        UUID user = Admin.id(person);
        UUID tunnel = pastTunnels(account, 1001);
        try (Held reading =
                Held.by(database, "select from usage_day where subject = ? for update", tunnel)) {
            Future<Response> deleted = reading.against(() -> admin.calls().delete(USERS, user));
            assertThat(deleted.isDone()).isFalse();
            assertThat(
                            sql.<Boolean>one(
                                    "select pg_try_advisory_xact_lock(7310001) as free",
                                    row -> row.flag("free")))
                    .isTrue();
            reading.released(deleted).then().statusCode(204);
        }
        assertThat(count("tunnel where account_id", account)).isZero();
        assertThat(count("usage_day where subject", tunnel)).isZero();
        assertThat(count("account where id", account)).isZero();
    }

    /// @return one of them, which has usage
    private UUID pastTunnels(UUID account, int many) {
        UUID edge = UUID.randomUUID();
        sql.update(
                """
                insert into edge (id, name, key_hash, key_prefix, created_at)
                values (?, ?, sha256(gen_random_uuid()::text::bytea), 'te_', now())
                """,
                edge,
                edge.toString());
        sql.update(
                """
                with token as (
                    insert into authtoken (id, account_id, name, prefix, hash, created_at)
                    values (gen_random_uuid(), ?, 'laptop', 'tt_',
                        sha256(gen_random_uuid()::text::bytea), now())
                    returning id, account_id, hash)
                insert into agent_session (id, account_id, authtoken_id, edge_id, generation,
                    secret_hash, agent_version, os, arch, instance, client_ip, started_at,
                    granted_at, ended_at, end_reason)
                select gen_random_uuid(), account_id, id, ?, 1, hash, '1', 'linux', 'amd64', 'x',
                    '192.0.2.1', now(), now(), now(), 'x' from token
                """,
                account,
                edge);
        sql.update(
                """
                insert into tunnel (id, account_id, session_id, generation, tunnel_key, proto,
                    host, urls, target, opened_at, claimed_at, closed_at, close_reason)
                select gen_random_uuid(), account_id, id, 1, 'web', 'http', 'a.test', '{}', '8080',
                    now(), now(), now(), 'x'
                from agent_session, generate_series(1, ?) where account_id = ?
                """,
                many,
                account);
        return sql.one(
                """
                insert into usage_day
                select id, now(), 1, 1, 1, 0, 0, 0, 0, 0, 0 from tunnel where account_id = ? limit 1
                returning subject
                """,
                row -> row.uuid("subject"),
                account);
    }

    private long count(String of, UUID id) {
        return sql.one("select count(*) as n from " + of + " = ?", row -> row.number("n"), id);
    }

    private static void lastOwner(Response answer) {
        answer.then().statusCode(409).body("code", equalTo("last_owner"));
    }

    private static Response auth(String path, String email, @Nullable String password) {
        Map<String, String> body =
                password == null
                        ? Map.of("email", email)
                        : Map.of("email", email, "password", password);
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/auth/" + path);
    }
}
