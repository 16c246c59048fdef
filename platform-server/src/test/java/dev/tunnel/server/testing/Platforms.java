package dev.tunnel.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tunnel.server.database.EmbeddedPostgres;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Several packaged platforms on one Postgres, and how their clients call them: if one does not
/// answer, the next is asked, once.
public final class Platforms implements AutoCloseable {
    public static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final EmbeddedPostgres postgres;
    private final SecureRandom random = new SecureRandom();
    private final List<PlatformProcess> running = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /// An answer.
    public record Answer(int status, JsonNode body) {}

    private Platforms(Path directory, EmbeddedPostgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
    }

    /// Starts a Postgres, empty, and no platform.
    public static Platforms none(Path directory) throws Exception {
        PostgresResource.lendPrograms(directory.resolve("given"));
        return new Platforms(
                directory, EmbeddedPostgres.start(directory.resolve("given"), new SecureRandom()));
    }

    /// Starts a platform and waits until it is ready.
    public PlatformProcess start() throws IOException {
        PlatformProcess started =
                PlatformProcess.start(
                        directory,
                        Map.of(
                                "TUNNEL_DOMAIN",
                                "tunnel.test",
                                "TUNNEL_DB_URL",
                                postgres.jdbcUrl(),
                                "TUNNEL_DB_USERNAME",
                                postgres.username(),
                                "TUNNEL_DB_PASSWORD",
                                postgres.password(),
                                "TUNNEL_LIMIT_SIGNUP",
                                "100000",
                                "TUNNEL_LIMIT_LOGIN",
                                "100000"));
        started.awaitStatus("/q/health/ready", 200);
        running.add(started);
        return started;
    }

    /// Ends one as the kernel does.
    public void kill(PlatformProcess platform) throws InterruptedException {
        platform.kill();
        running.remove(platform);
    }

    /// Calls one platform, and if it does not answer another one.
    ///
    /// @param which picks the first
    public Answer call(int which, String method, String path, @Nullable String bearer, Object body)
            throws IOException, InterruptedException {
        List<PlatformProcess> now = List.copyOf(running);
        try {
            Answer answer = send(now.get(which % now.size()), method, path, bearer, body);
            if (answer.status() != 503) {
                return answer;
            }
        } catch (IOException e) {
            // The single retry is below.
        }
        List<PlatformProcess> left = List.copyOf(running);
        return send(left.get((which + 1) % left.size()), method, path, bearer, body);
    }

    /// Calls exactly this platform, once.
    public Answer send(
            PlatformProcess to, String method, String path, @Nullable String bearer, Object body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(to.uri(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        JsonNode read =
                response.body().length == 0 ? JSON.missingNode() : JSON.readTree(response.body());
        return new Answer(response.statusCode(), read);
    }

    /// Somebody new, signed up and logged in: the access token.
    public String signUp() throws IOException, InterruptedException {
        Map<String, String> credentials =
                Map.of(
                        "email",
                        UUID.randomUUID() + "@example.test",
                        "password",
                        "correct horse battery");
        expect(201, call(0, "POST", "/api/v1/auth/signup", null, credentials));
        return expect(200, call(0, "POST", "/api/v1/auth/login", null, credentials))
                .path("accessToken")
                .asText();
    }

    /// An authtoken of theirs: its secret.
    public Secret authtoken(String accessToken) throws IOException, InterruptedException {
        Answer made = call(0, "POST", "/api/v1/authtokens", accessToken, Map.of("name", "laptop"));
        return new Secret(expect(201, made).path("token").asText());
    }

    /// An edge that is admitted: its key.
    public String edge(int firstPort, int lastPort)
            throws SQLException, IOException, InterruptedException {
        Secret key = Secret.mint(SecretKind.EDGE_KEY, random);
        String name = "edge-" + UUID.randomUUID();
        try (Connection connection = connect();
                var insert =
                        connection.prepareStatement(
                                "insert into edge (id, name, key_hash, key_prefix, created_at)"
                                        + " values (?, ?, ?, 'te_', now())")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, name);
            insert.setBytes(3, key.hash().bytes());
            insert.executeUpdate();
        }
        Map<String, Object> address =
                Map.of(
                        "domain",
                        "tunnel.test",
                        "httpPort",
                        8000,
                        "httpsPort",
                        8443,
                        "agentHost",
                        "tunnel.test",
                        "agentPort",
                        4443,
                        "tcpPortFrom",
                        firstPort,
                        "tcpPortTo",
                        lastPort);
        expect(
                200,
                call(
                        0,
                        "POST",
                        "/edge/v1/register",
                        key.value(),
                        Map.of("name", name, "version", "1", "address", address)));
        return key.value();
    }

    /// One number from the database.
    public long number(String query) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Runs statements in the database.
    public void run(String script) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    /// The body of an answer that has this status.
    public static JsonNode expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + ", got " + answer);
        }
        return answer.body();
    }

    public List<PlatformProcess> running() {
        return running;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    @Override
    public void close() throws IOException {
        running.forEach(PlatformProcess::close);
        http.shutdownNow();
        postgres.close();
    }
}
