package dev.tunnel.cli.inspect.api;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// JSON in and out.
final class Json {

    private static final int DEEPEST = 32;

    private final Jsonb json = Jsonb.builder().build();

    <T> String write(Class<T> type, T value) {
        return json.type(type).toJson(value);
    }

    /// An object; nothing at all counts as an empty one.
    ///
    /// @throws ApiException when it is something else
    Map<String, Object> object(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return Map.of();
        }
        if (depth(text) > DEEPEST) {
            throw ApiException.badRequest("the body is nested too deeply");
        }
        try {
            Object value = json.type(Object.class).fromJson(text);
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> fields = new HashMap<>();
                map.forEach((key, field) -> fields.put(String.valueOf(key), field));
                return fields;
            }
        } catch (JsonException | IllegalStateException | NumberFormatException _) {
            // not JSON
        }
        throw ApiException.badRequest("the body is not a JSON object");
    }

    /// At most; brackets inside of strings count too.
    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }
}
