package dev.tunnel.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// One call of the committed OpenAPI document.
///
/// @param secured whether it takes credentials
/// @param agents whether it takes an agent's authtoken
/// @param body an example of what it takes; empty for none
/// @param statuses those that it may answer
record ApiCall(
        String method,
        String path,
        boolean secured,
        boolean agents,
        String body,
        Set<String> statuses) {
    private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    static List<ApiCall> all() throws IOException {
        JsonNode paths = new ObjectMapper().readTree(COMMITTED.toFile()).path("paths");
        List<ApiCall> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    calls.add(of(operation.getKey(), path.getKey(), operation.getValue()));
                }
            }
        }
        return calls;
    }

    private static ApiCall of(String method, String path, JsonNode operation) {
        JsonNode example =
                operation
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("example");
        Set<String> statuses = new TreeSet<>();
        operation.path("responses").fieldNames().forEachRemaining(statuses::add);
        return new ApiCall(
                method.toUpperCase(Locale.ROOT),
                path,
                operation.has("security"),
                operation.path("security").findValue("authtoken") != null,
                example.isMissingNode() ? "" : example.toString(),
                statuses);
    }

    boolean reads() {
        return method.equals("GET");
    }

    boolean administers() {
        return path.startsWith("/api/v1/admin/");
    }

    boolean hasId() {
        return path.contains("{");
    }

    /// Makes the call, on something that is not there.
    Response by(RequestSpecification caller) {
        return by(caller, UUID.randomUUID().toString());
    }

    /// Makes the call on an object.
    Response by(RequestSpecification caller, String id) {
        RequestSpecification request = caller.contentType("application/json");
        if (!body.isEmpty()) {
            request.body(body);
        }
        return request.request(method, path.replaceAll("\\{[^}]*\\}", id));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
