package dev.tunnel.migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A connection to the migrated database, and rows to try its constraints with.
record Schema(Connection connection) implements AutoCloseable {

    static Schema open(EmbeddedPostgres postgres) throws SQLException {
        return new Schema(postgres.getPostgresDatabase().getConnection());
    }

    int run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    long count(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    UUID account() throws SQLException {
        UUID id = UUID.randomUUID();
        run("insert into account (id, name, created_at) values (?, 'team', now())", id);
        return id;
    }

    UUID edge() throws SQLException {
        UUID id = UUID.randomUUID();
        run(
                "insert into edge (id, name, key_hash, key_prefix, created_at)"
                        + " values (?, ?, ?, 'te_abcde', now())",
                id,
                "edge-" + id,
                hash());
        return id;
    }

    UUID session(UUID account) throws SQLException {
        UUID authtoken = UUID.randomUUID();
        run(
                "insert into authtoken (id, account_id, name, prefix, hash, created_at)"
                        + " values (?, ?, 'laptop', 'tt_abcde', ?, now())",
                authtoken,
                account,
                hash());
        UUID id = UUID.randomUUID();
        run(
                "insert into agent_session (id, account_id, authtoken_id, edge_id, generation,"
                        + " secret_hash, agent_version, os, arch, instance, client_ip, started_at,"
                        + " granted_at) values (?, ?, ?, ?, 1, ?, '1', 'linux', 'x64', 'i', '::1',"
                        + " now(), now())",
                id,
                account,
                authtoken,
                edge(),
                hash());
        return id;
    }

    UUID httpTunnel(UUID account, UUID session, String host) throws SQLException {
        UUID id = UUID.randomUUID();
        run(
                "insert into tunnel (id, account_id, session_id, generation, tunnel_key, proto,"
                    + " host, urls, target, opened_at, claimed_at) values (?, ?, ?, 1, ?, 'http',"
                    + " ?, array['http://' || ?], '8080', now(), now())",
                id,
                account,
                session,
                "key-" + id,
                host,
                host);
        return id;
    }

    void hostname(String host, UUID account) throws SQLException {
        run("insert into hostname (host, account_id) values (?, ?)", host, account);
    }

    void claim(UUID tunnel, UUID account, String host) throws SQLException {
        run(
                "insert into claim (tunnel_id, account_id, host) values (?, ?, ?)",
                tunnel,
                account,
                host);
    }

    void reserve(UUID account, String name, String host) throws SQLException {
        run(
                "insert into reserved_subdomain (id, account_id, name, host, created_at)"
                        + " values (?, ?, ?, ?, now())",
                UUID.randomUUID(),
                account,
                name,
                host);
    }

    void domain(UUID account, String hostname, @Nullable String host) throws SQLException {
        run(
                "insert into reserved_domain (id, account_id, hostname, proof, host, verified_at,"
                        + " created_at) values (?, ?, ?, ?, ?, case when ?::text is null then null"
                        + " else now() end, now())",
                UUID.randomUUID(),
                account,
                hostname,
                UUID.randomUUID().toString().replace("-", ""),
                host,
                host);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /// Unique 32 bytes, as a SHA-256 would be.
    private static byte[] hash() {
        return UUID.randomUUID().toString().substring(0, 32).getBytes(StandardCharsets.US_ASCII);
    }
}
