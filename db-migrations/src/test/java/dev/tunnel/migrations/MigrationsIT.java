package dev.tunnel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the schema itself refuses, whatever the code above it does.
final class MigrationsIT {
    private static EmbeddedPostgres postgres;

    private Schema schema;
    private UUID ours;
    private UUID theirs;

    @BeforeAll
    static void migrate() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() throws SQLException {
        schema = Schema.open(postgres);
        schema.count("select count(make_usage_partition('minute', now()))");
        ours = schema.account();
        theirs = schema.account();
    }

    @AfterEach
    void close() throws SQLException {
        schema.run("delete from tunnel");
        schema.run("delete from reserved_subdomain");
        schema.run("delete from reserved_domain");
        schema.run("delete from reserved_address");
        schema.run("delete from hostname");
        schema.run("delete from account");
        schema.close();
    }

    @Test
    void applyingTheMigrationsAgainChangesNothing() {
        Flyway flyway = Flyway.configure().dataSource(postgres.getPostgresDatabase()).load();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        flyway.validate();
    }

    @Test
    void aNameCannotBeReservedByOneAccountAndClaimedByAnother() throws SQLException {
        schema.hostname("shop.example.org", ours);
        schema.reserve(ours, "shop", "shop.example.org");
        UUID tunnel = schema.httpTunnel(theirs, schema.session(theirs), "shop.example.org");
        assertRefused("hostname_pkey", () -> schema.hostname("shop.example.org", theirs));
        assertRefused("claim_host", () -> schema.claim(tunnel, theirs, "shop.example.org"));
    }

    @Test
    void aNameInUseByOneAccountCannotBeReservedByAnother() throws SQLException {
        schema.hostname("shop.example.org", ours);
        UUID tunnel = schema.httpTunnel(ours, schema.session(ours), "shop.example.org");
        schema.claim(tunnel, ours, "shop.example.org");
        assertRefused(
                "reserved_subdomain_host",
                () -> schema.reserve(theirs, "shop", "shop.example.org"));
    }

    @Test
    void aClaimCannotPointToAnotherAccountsTunnel() throws SQLException {
        schema.hostname("shop.example.org", ours);
        UUID tunnel = schema.httpTunnel(theirs, schema.session(theirs), "shop.example.org");
        assertRefused("claim_account_id", () -> schema.claim(tunnel, ours, "shop.example.org"));
    }

    @Test
    void aTunnelCannotBelongToAnotherAccountsSession() throws SQLException {
        UUID session = schema.session(theirs);
        assertRefused(
                "tunnel_account_id", () -> schema.httpTunnel(ours, session, "shop.example.org"));
    }

    @Test
    void oneNameIsHeldByOneTunnelOnly() throws SQLException {
        schema.hostname("shop.example.org", ours);
        UUID session = schema.session(ours);
        schema.claim(
                schema.httpTunnel(ours, session, "shop.example.org"), ours, "shop.example.org");
        UUID second = schema.httpTunnel(ours, session, "shop.example.org");
        assertRefused("claim_host", () -> schema.claim(second, ours, "shop.example.org"));
    }

    @Test
    void closingATunnelFreesItsName() throws SQLException {
        schema.hostname("shop.example.org", ours);
        UUID tunnel = schema.httpTunnel(ours, schema.session(ours), "shop.example.org");
        schema.claim(tunnel, ours, "shop.example.org");
        schema.run(
                "update tunnel set closed_at = now(), close_reason = 'agent' where id = ?", tunnel);
        assertThat(schema.count("select count(*) from claim")).isZero();
        assertThat(schema.count("select count(*) from hostname")).isZero();
    }

    @Test
    void aReservedNameStaysItsAccountsWhenItsTunnelCloses() throws SQLException {
        schema.hostname("shop.example.org", ours);
        schema.reserve(ours, "shop", "shop.example.org");
        UUID tunnel = schema.httpTunnel(ours, schema.session(ours), "shop.example.org");
        schema.claim(tunnel, ours, "shop.example.org");
        schema.run("delete from claim where tunnel_id = ?", tunnel);
        assertThat(schema.count("select count(*) from hostname where account_id = ?", ours))
                .isOne();
        schema.run("delete from reserved_subdomain");
        assertThat(schema.count("select count(*) from hostname")).isZero();
    }

    @Test
    void aReservationGivenUpWhileItsTunnelIsOpenLeavesTheNameToTheTunnel() throws SQLException {
        schema.hostname("shop.example.org", ours);
        schema.reserve(ours, "shop", "shop.example.org");
        UUID tunnel = schema.httpTunnel(ours, schema.session(ours), "shop.example.org");
        schema.claim(tunnel, ours, "shop.example.org");
        schema.run("delete from reserved_subdomain");
        assertRefused("hostname_pkey", () -> schema.hostname("shop.example.org", theirs));
    }

    @Test
    void anAccountGoesWithEverythingItOwns() throws SQLException {
        schema.hostname("shop.example.org", ours);
        schema.reserve(ours, "shop", "shop.example.org");
        UUID tunnel = schema.httpTunnel(ours, schema.session(ours), "shop.example.org");
        schema.claim(tunnel, ours, "shop.example.org");
        for (UUID subject : List.of(ours, tunnel, theirs)) {
            schema.run(
                    "insert into usage_minute values (?, now(), 1, 1, 1, 0, 0, 0, 0, 0, 0)",
                    subject);
        }
        schema.run("delete from account where id = ?", ours);
        assertThat(schema.count("select count(*) from hostname")).isZero();
        assertThat(schema.count("select count(*) from usage_minute")).isOne();
    }

    @Test
    void auditedEventsCanBeNeitherChangedNorRemoved() throws SQLException {
        schema.run(
                "insert into audit_event (at, actor, action, subject)"
                        + " values (now(), 'ann', 'authtoken.revoke', 'laptop')");
        assertRefused("append-only", () -> schema.run("update audit_event set actor = 'bob'"));
        assertRefused("append-only", () -> schema.run("delete from audit_event"));
        assertRefused("append-only", () -> schema.run("truncate audit_event"));
    }

    @Test
    void aUsageReportIsRecordedOncePerEdgeAndSequence() throws SQLException {
        UUID edge = schema.edge();
        String insert = "insert into usage_report values (?, 1, now())";
        schema.run(insert, edge);
        schema.run(insert, schema.edge());
        assertRefused("usage_report_pkey", () -> schema.run(insert, edge));
        assertThat(schema.run(insert + " on conflict do nothing", edge)).isZero();
    }

    @Test
    void partitionsAreMadeOnceAndDroppedWhenTheyAreOver() throws SQLException {
        String make =
                "select count(*) filter (where make_usage_partition('minute', at::timestamptz))"
                    + " from (values ('2020-01-01T23:59Z'), ('2020-01-02Z'), ('2020-01-02T12:00Z'))"
                    + " d (at)";
        assertThat(schema.count(make)).isEqualTo(2);
        assertThat(schema.count(make)).isZero();
        schema.run(
                "insert into usage_minute values (?, '2020-01-01T23:59Z', 1, 1, 1, 0, 0, 0, 0, 0,"
                        + " 0)",
                ours);
        String drop = "select drop_usage_partitions('minute', '2020-01-03Z', 1)";
        assertThat(schema.count(drop)).isOne();
        assertThat(schema.count("select count(*) from usage_minute where at < '2021-01-01'"))
                .isZero();
        assertThat(schema.count(drop)).isOne();
        assertThat(schema.count(drop)).isZero();
    }

    @Test
    void aDomainBelongsToAtMostOneAccountThatProvedIt() throws SQLException {
        schema.hostname("shop.example.org", ours);
        schema.domain(ours, "shop.example.org", "shop.example.org");
        schema.domain(theirs, "shop.example.org", null);
        assertRefused(
                "reserved_domain_host",
                () ->
                        schema.run(
                                "update reserved_domain set host = hostname, verified_at = now()"
                                        + " where account_id = ?",
                                theirs));
        schema.run(
                "update reserved_domain set host = null, verified_at = null where account_id = ?",
                ours);
        assertThat(schema.count("select count(*) from hostname")).isZero();
    }

    @Test
    void aReservedPortStaysItsAccountsAndGoesWithTheReservation() throws SQLException {
        schema.run("insert into tcp_port values (20000, ?)", ours);
        schema.run(
                "insert into reserved_address (id, account_id, port, created_at) values (?, ?,"
                        + " 20000, now())",
                UUID.randomUUID(),
                ours);
        assertRefused(
                "tcp_port_pkey",
                () -> schema.run("insert into tcp_port values (20000, ?)", theirs));
        schema.run("delete from reserved_address");
        assertThat(schema.count("select count(*) from tcp_port")).isZero();
    }

    private static void assertRefused(String because, ThrowingCallable statement) {
        assertThatThrownBy(statement)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(because);
    }
}
