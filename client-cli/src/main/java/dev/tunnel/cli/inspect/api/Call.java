package dev.tunnel.cli.inspect.api;

import java.util.List;
import java.util.Map;

/// A request to the inspector, after everything that speaks against it was checked.
///
/// @param path decoded
/// @param query by name
public record Call(String method, String path, Map<String, List<String>> query, byte[] body) {

    String query(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
