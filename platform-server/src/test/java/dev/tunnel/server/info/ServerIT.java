package dev.tunnel.server.info;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ServerIT {
    private final DataSource database;

    @Inject
    ServerIT(DataSource database) {
        this.database = database;
    }

    @AfterEach
    void removeEdges() throws SQLException {
        execute("delete from edge where name like 'server-it-%'");
    }

    @Test
    void without_an_edge_the_server_describes_itself_alone() {
        given().get("/api/v1/server")
                .then()
                .statusCode(200)
                .body("domain", equalTo("localhost"))
                .body("signup", equalTo("open"))
                .body("signupOpen", equalTo(true))
                .body("$", not(hasKey("agentAddress")))
                .body("$", not(hasKey("ports")));
    }

    @Test
    void the_newest_live_edge_says_where_everything_is() throws SQLException {
        edge("server-it-old", 7001, "10 minutes", "1 minute");
        edge("server-it-new", 7002, "0 minutes", "1 minute");
        edge("server-it-dead", 7003, "-1 minutes", "-1 minute");
        given().get("/api/v1/server")
                .then()
                .statusCode(200)
                .body("agentAddress", equalTo("edge.test:7002"))
                .body("ports.http", equalTo(80))
                .body("ports.https", equalTo(443))
                .body("ports.tcpFrom", equalTo(20000))
                .body("ports.tcpTo", equalTo(20999))
                .body("caFingerprint", matchesPattern("([0-9A-F]{2}:){31}[0-9A-F]{2}"))
                .body("caCertificate", equalTo(CertificateFingerprintTest.PEM));
    }

    private void edge(String name, int agentPort, String seenAgo, String lease)
            throws SQLException {
        execute(
                """
                insert into edge (id, name, key_hash, key_prefix, created_at, last_seen_at,
                    lease_until, domain, http_port, https_port, agent_host, agent_port,
                    tcp_port_from, tcp_port_to, ca_certificate)
                values (?, ?, sha256(?::bytea), 'te_xxxxx', now(), now() - ?::interval,
                    now() + ?::interval, 'localhost', 80, 443, 'edge.test', ?, 20000, 20999, ?)\
                """,
                UUID.randomUUID(),
                name,
                name.getBytes(StandardCharsets.US_ASCII),
                seenAgo,
                lease,
                agentPort,
                CertificateFingerprintTest.PEM);
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
