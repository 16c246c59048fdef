package dev.tunnel.server.quota;

import static org.hamcrest.Matchers.equalTo;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Held;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Of two requests for the last place one gets it.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CountedAtOnceIT {
    private static final String INVITATIONS =
            """
            insert into invitation (id, account_id, email, role, hash, invited_by, created_at,
                expires_at)
            select gen_random_uuid(), ?, 'a@example.test', 'member',
                sha256(gen_random_uuid()::text::bytea), ?, now(), now() + interval '1 day'
            from generate_series(1, ?)
            """;

    private final Sql sql;
    private final DataSource database;

    private Person person;
    private UUID account;

    @Inject
    CountedAtOnceIT(Sql sql, DataSource database) {
        this.sql = sql;
        this.database = database;
    }

    @BeforeEach
    void signUp() {
        person = Person.signUp();
        account = UUID.fromString(person.accountId());
        sql.update(
                """
                insert into account_limits (account_id, limits, changed_at)
                values (?, '{"authtokens":1,"apiKeys":1}', now())
                """,
                account);
    }

    @Test
    void the_last_authtoken() throws Exception {
        refusedMeanwhile(
                """
                insert into authtoken (id, account_id, created_by, name, prefix, hash, created_at)
                select gen_random_uuid(), ?, ?, 'laptop', 'tt_',
                    sha256(gen_random_uuid()::text::bytea), now()
                from generate_series(1, ?)
                """,
                () -> person.createsAuthtoken("another"));
    }

    @Test
    void the_last_api_key() throws Exception {
        refusedMeanwhile(
                """
                insert into api_key (id, account_id, created_by, name, prefix, hash, scope,
                    created_at)
                select gen_random_uuid(), ?, ?, 'ci', 'tk_',
                    sha256(gen_random_uuid()::text::bytea), 'read', now()
                from generate_series(1, ?)
                """,
                () -> person.calls().body(Map.of("name", "another")).post("/api/v1/api-keys"));
    }

    @Test
    void the_last_invitation() throws Exception {
        sql.update(INVITATIONS, account, Admin.id(person), 199);
        refusedMeanwhile(
                INVITATIONS,
                () ->
                        person.calls()
                                .body(Map.of("email", "b@example.test", "role", "member"))
                                .post("/api/v1/account/invitations"));
    }

    private void refusedMeanwhile(String insertion, Callable<Response> request) throws Exception {
        UUID user = Admin.id(person);
        try (Held other =
                Held.by(
                        database,
                        "select id from account where id = ? for no key update",
                        account)) {
            other.run(insertion, account, user, 1);
            other.released(other.against(request)).then().body("code", equalTo("limit_reached"));
        }
    }
}
