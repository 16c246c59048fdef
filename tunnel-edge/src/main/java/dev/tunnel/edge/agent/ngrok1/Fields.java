package dev.tunnel.edge.agent.ngrok1;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.util.Locale;
import java.util.Map;

/// The fields of a message's payload.
///
/// @param values the JSON of each, by lower-case name
record Fields(Map<String, String> values) {
    static final Fields NONE = new Fields(Map.of());

    /// What is kept of a message of a stranger's is short.
    private static final int LONGEST = 1024;

    private static final JsonStream JSON = JsonStream.builder().build();

    /// A text; empty where there is none.
    String text(String name) {
        var json = values.get(name.toLowerCase(Locale.ROOT));
        if (json == null || json.equals("null")) {
            return "";
        }
        try (var reader = JSON.reader(json.getBytes(UTF_8))) {
            var text = string(name, reader);
            if (text.length() > LONGEST) {
                throw new Violation(name + " is too long");
            }
            return text;
        }
    }

    /// A whole number, perhaps in quotes; 0 where there is none.
    long number(String name) {
        var json = values.get(name.toLowerCase(Locale.ROOT));
        if (json == null || json.equals("null")) {
            return 0;
        }
        var digits = json.startsWith("\"") ? text(name).strip() : json;
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new Violation(name + " is no number");
        }
    }

    static String string(String name, JsonReader reader) {
        if (reader.currentToken() != JsonReader.Token.STRING) {
            throw new Violation(name + " is no text");
        }
        return reader.readString();
    }
}
