package dev.tunnel.edge.agent.ngrok1;

import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads the JSON of a message leniently, as its many clients write it: keys in any case and order,
/// unknown ones passed over, missing ones and `null` read as empty, a payload where it matters.
final class RequestReader {
    private static final JsonStream JSON = JsonStream.builder().build();
    private static final int DEEPEST = 8;
    private static final int LONGEST_TYPE = 40;

    private RequestReader() {}

    /// @throws Violation for what is no message of the protocol
    static Request read(byte[] body) {
        checkDepth(body);
        try (var reader = JSON.reader(body)) {
            return message(reader);
        } catch (Violation e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Violation("a message that is no JSON");
        }
    }

    /// Skipping a value recurses as deep as it is nested.
    private static void checkDepth(byte[] body) {
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < body.length; i++) {
            switch (body[i]) {
                case '"' -> text = !text;
                case '\\' -> i += text ? 1 : 0;
                case '{', '[' -> depth += text ? 0 : 1;
                case '}', ']' -> depth -= text ? 0 : 1;
                default -> {}
            }
            if (depth > DEEPEST) {
                throw new Violation("a message nested too deeply");
            }
        }
    }

    private static Request message(JsonReader reader) {
        var type = "";
        var payload = Fields.NONE;
        if (reader.currentToken() != JsonReader.Token.BEGIN_OBJECT) {
            throw new Violation("a message that is no object");
        }
        reader.beginObject();
        while (reader.hasNextField()) {
            switch (reader.nextField().toLowerCase(Locale.ROOT)) {
                case "type" -> type = string("Type", reader);
                case "payload" -> payload = payload(reader);
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        return message(type, payload);
    }

    private static Request message(String type, Fields in) {
        return switch (type) {
            case "Auth" ->
                    new Request.Auth(
                            in.text("Version"),
                            in.text("User"),
                            in.text("ClientId"),
                            in.text("MmVersion"),
                            in.text("OS"),
                            in.text("Arch"));
            case "ReqTunnel" ->
                    new Request.ReqTunnel(
                            in.text("ReqId"),
                            in.text("Protocol"),
                            in.text("Hostname"),
                            in.text("Subdomain"),
                            in.text("HttpAuth"),
                            in.number("RemotePort"));
            case "RegProxy" -> new Request.RegProxy(in.text("ClientId"));
            case "Ping" -> new Request.Ping();
            case "Pong", "AuthResp", "NewTunnel", "ReqProxy", "StartProxy" ->
                    new Request.Other(type);
            default ->
                    throw new Violation(
                            "a message of the unknown type \""
                                    + type.substring(0, Math.min(LONGEST_TYPE, type.length()))
                                            .replaceAll("[^ -~]", "?")
                                    + '"');
        };
    }

    private static Fields payload(JsonReader reader) {
        if (reader.isNullValue()) {
            return Fields.NONE;
        }
        if (reader.currentToken() != JsonReader.Token.BEGIN_OBJECT) {
            throw new Violation("a payload that is no object");
        }
        Map<String, String> values = new HashMap<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            values.put(reader.nextField().toLowerCase(Locale.ROOT), reader.readRaw());
        }
        reader.endObject();
        return new Fields(values);
    }

    private static String string(String name, JsonReader reader) {
        return reader.isNullValue() ? "" : Fields.string(name, reader);
    }
}
