package dev.tunnel.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// V25 gives an account to whoever was left without one.
final class HomelessUserIT {
    @Test
    void whoBelongsToNoAccountGetsAnOwnOneAndNobodyElse() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .target("24")
                    .load()
                    .migrate();
            try (Schema schema = Schema.open(postgres)) {
                UUID homeless = user(schema, "homeless@example.test");
                UUID member = user(schema, "member@example.test");
                schema.run(
                        "insert into membership (account_id, user_id, role, created_at)"
                                + " values (?, ?, 'member', now())",
                        schema.account(),
                        member);
                Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
                assertThat(
                                schema.count(
                                        """
                                        select count(*) from membership m
                                        join account a on a.id = m.account_id
                                        where m.user_id = ? and m.role = 'owner'
                                            and a.name = 'homeless@example.test'
                                        """,
                                        homeless))
                        .isOne();
                assertThat(schema.count("select count(*) from membership")).isEqualTo(2);
                assertThat(schema.count("select count(*) from account")).isEqualTo(2);
            }
        }
    }

    private static UUID user(Schema schema, String email) throws Exception {
        UUID id = UUID.randomUUID();
        schema.run(
                "insert into app_user (id, email, password_hash, created_at)"
                        + " values (?, ?, 'none', now())",
                id,
                email);
        return id;
    }
}
