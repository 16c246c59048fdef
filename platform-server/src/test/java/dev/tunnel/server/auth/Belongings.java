package dev.tunnel.server.auth;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// One of each kind of thing that an account owns.
record Belongings(Sql sql, Person owner) {
    private static final AtomicInteger PORT = new AtomicInteger(60_000);

    /// The id of one, of the kind that the path is for.
    ///
    /// @throws AssertionError for a kind that nobody said here how to make
    String make(String path) {
        return switch (path.replaceAll("/\\{.*", "")) {
            case "/api/v1/authtokens" -> owner.createsAuthtoken("mine").path("id");
            case "/api/v1/api-keys" -> post("/api/v1/api-keys", Map.of("name", "mine"));
            case "/api/v1/reserved-subdomains" ->
                    owner.reserves("mine-" + PORT.getAndIncrement()).path("id");
            case "/api/v1/reserved-domains" ->
                    post(
                            "/api/v1/reserved-domains",
                            Map.of("hostname", UUID.randomUUID() + ".example.com"));
            case "/api/v1/reserved-addresses" -> address();
            case "/api/v1/me/logins" -> owner.calls().get("/api/v1/me/logins").path("items[0].id");
            case "/api/v1/account/members" -> Admin.id(owner).toString();
            case "/api/v1/account/invitations" ->
                    post("/api/v1/account/invitations", Map.of("email", "a@example.test"));
            case "/api/v1/sessions" -> session().toString();
            case "/api/v1/tunnels" -> tunnel();
            default ->
                    throw new AssertionError(
                            "Say in Belongings how to make one, so that " + path + " is tested");
        };
    }

    private String post(String path, Object body) {
        return owner.calls().body(body).post(path).then().statusCode(201).extract().path("id");
    }

    private UUID account() {
        return UUID.fromString(owner.accountId());
    }

    private String address() {
        UUID id = UUID.randomUUID();
        int port = PORT.getAndIncrement();
        sql.update("insert into tcp_port (port, account_id) values (?, ?)", port, account());
        sql.update(
                "insert into reserved_address (id, account_id, port, created_at)"
                        + " values (?, ?, ?, now())",
                id,
                account(),
                port);
        return id.toString();
    }

    private UUID session() {
        UUID edge = UUID.randomUUID();
        UUID session = UUID.randomUUID();
        UUID token = UUID.fromString(owner.createsAuthtoken("agent").path("id"));
        byte[] hash = new byte[32];
        ByteBuffer.wrap(hash)
                .putLong(edge.getMostSignificantBits())
                .putLong(edge.getLeastSignificantBits());
        sql.update(
                "insert into edge (id, name, key_hash, key_prefix, created_at)"
                        + " values (?, ?, ?, 'te_', now())",
                edge,
                edge.toString(),
                hash);
        sql.update(
                """
                insert into agent_session (id, account_id, authtoken_id, edge_id, generation,
                    secret_hash, agent_version, os, arch, instance, client_ip, started_at,
                    granted_at)
                values (?, ?, ?, ?, 1, ?, '1', 'linux', 'amd64', 'x', '192.0.2.7:1', now(), now())
                """,
                session,
                account(),
                token,
                edge,
                hash);
        return session;
    }

    private String tunnel() {
        UUID id = UUID.randomUUID();
        sql.update(
                """
                insert into tunnel (id, account_id, session_id, generation, tunnel_key, proto, host,
                    urls, target, opened_at, claimed_at)
                values (?, ?, ?, 1, 'web', 'http', ?, '{}', 'localhost:80', now(), now())
                """,
                id,
                account(),
                session(),
                id + ".localhost");
        return id.toString();
    }
}
