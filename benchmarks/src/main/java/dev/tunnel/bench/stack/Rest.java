package dev.tunnel.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The little of the platform's REST API that a benchmark needs.
final class Rest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int SUCCESS = 2;
    private static final int CLASS = 100;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final String root;

    Rest(String root) {
        this.root = root;
    }

    /// A new account's authtoken.
    String signUp() {
        var who = Map.of("email", "bench@example.com", "password", "correct horse battery staple");
        post("/api/v1/auth/signup", null, who);
        var access = post("/api/v1/auth/login", null, who).get("accessToken").asText();
        return post("/api/v1/authtokens", access, Map.of("name", "bench")).get("token").asText();
    }

    /// Whether a GET succeeds right now.
    static boolean answers(String url) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(BOUND).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private JsonNode post(String path, @Nullable String bearer, Map<String, String> body) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(root + path))
                            .timeout(BOUND)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (bearer != null) {
                request.header("Authorization", "Bearer " + bearer);
            }
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / CLASS != SUCCESS) {
                throw new IllegalStateException(path + " answered " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
