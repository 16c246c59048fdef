package dev.tunnel.server.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/// Gives each body in the OpenAPI document an example, made of the schema: a value that the field's
/// name suggests, otherwise one of its type.
final class OpenApiExamples {
    private static final int DEEPEST = 8;

    /// What fields of that name hold.
    private static final Map<String, Object> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("email", "ada@example.com");
        BY_NAME.put("password", "correct horse battery");
        BY_NAME.put("oldPassword", "correct horse battery");
        BY_NAME.put("newPassword", "wrong donkey charger");
        BY_NAME.put("displayName", "Ada");
        BY_NAME.put("name", "laptop");
        BY_NAME.put("description", "The shop's front");
        BY_NAME.put("hostname", "shop.example.com");
        BY_NAME.put("accessToken", "eyJraWQiOiJk…");
        BY_NAME.put("refreshToken", "tr_LV4Wa…");
        BY_NAME.put("token", "tt_Vr8CD…");
        BY_NAME.put("key", "tk_9fQ2x…");
        BY_NAME.put("prefix", "tt_Vr8CD");
        BY_NAME.put("nextCursor", "AAAAAGnz…");
        BY_NAME.put("ip", "192.0.2.7");
        BY_NAME.put("lastUsedIp", "192.0.2.7");
        BY_NAME.put("edge", "edge-1");
        BY_NAME.put("url", "https://shop.example.com");
        BY_NAME.put("urls", List.of("https://shop.example.com"));
        BY_NAME.put("target", "localhost:8080");
        BY_NAME.put("subdomains", List.of("shop"));
        BY_NAME.put("ports", List.of("20000-20010"));
        BY_NAME.put("kinds", List.of("http"));
        BY_NAME.put("forbiddenNames", List.of("bank"));
        BY_NAME.put("actor", "user:fe3e9cbb-4b37-4b3b-8660-8e6dfcb2f61c");
        BY_NAME.put("action", "authtoken.revoked");
        BY_NAME.put("userAgent", "Mozilla/5.0");
        BY_NAME.put("version", "0.1.0");
        BY_NAME.put("proto", "http");
        BY_NAME.put("os", "linux");
        BY_NAME.put("arch", "amd64");
        BY_NAME.put("address", "192.0.2.7:51000");
        BY_NAME.put("agentAddress", "tunnel.example.com:4443");
        BY_NAME.put("tcpPorts", "20000-20999");
        BY_NAME.put("httpPort", 80);
        BY_NAME.put("httpsPort", 443);
        BY_NAME.put("port", 20_000);
    }

    private final Map<String, Schema> schemas;

    OpenApiExamples(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    void add(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(this::add));
    }

    private void add(Operation operation) {
        if (operation.getRequestBody() != null) {
            add(operation.getRequestBody().getContent());
        }
        operation.getResponses().getAPIResponses().values().forEach(it -> add(it.getContent()));
    }

    private void add(@Nullable Content content) {
        if (content == null) {
            return;
        }
        MediaType media = content.getMediaType("application/json");
        if (media != null && media.getExample() == null && media.getSchema() != null) {
            media.setExample(value("", media.getSchema(), 0));
        }
    }

    private @Nullable Object value(String name, Schema schema, int depth) {
        if (schema.getRef() != null) {
            String referred = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
            return switch (referred) {
                case "Uuid" -> "fe3e9cbb-4b37-4b3b-8660-8e6dfcb2f61c";
                case "Instant" -> "2026-01-31T12:00:00Z";
                default -> {
                    Schema found = schemas.get(referred);
                    yield found == null ? null : value(name, found, depth + 1);
                }
            };
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
            return schema.getEnumeration().getFirst();
        }
        List<SchemaType> types = schema.getType();
        SchemaType type = types == null || types.isEmpty() ? SchemaType.OBJECT : types.getFirst();
        return switch (type) {
            case OBJECT -> object(schema, depth);
            case ARRAY -> BY_NAME.getOrDefault(name, array(name, schema, depth));
            case STRING ->
                    types.contains(SchemaType.NULL) && !BY_NAME.containsKey(name)
                            ? null
                            : text(name, schema);
            case INTEGER, NUMBER -> number(name, schema);
            case BOOLEAN -> false;
            case NULL -> null;
        };
    }

    private Object object(Schema schema, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (schema.getProperties() != null && depth < DEEPEST) {
            schema.getProperties()
                    .forEach(
                            (name, property) -> object.put(name, value(name, property, depth + 1)));
        }
        return object;
    }

    private Object array(String name, Schema schema, int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        if (schema.getItems() != null && depth < DEEPEST) {
            items.add(value(name, schema.getItems(), depth + 1));
        }
        return items;
    }

    private static Object text(String name, Schema schema) {
        if ("date-time".equals(schema.getFormat())) {
            return "2026-01-31T12:00:00Z";
        }
        if ("uuid".equals(schema.getFormat())) {
            return "fe3e9cbb-4b37-4b3b-8660-8e6dfcb2f61c";
        }
        return BY_NAME.get(name) instanceof String known ? known : name.isEmpty() ? "text" : name;
    }

    private static Object number(String name, Schema schema) {
        BigDecimal least = schema.getMinimum();
        return BY_NAME.get(name) instanceof Integer known
                ? known
                : least == null ? 1 : Math.max(1, least.intValue());
    }
}
