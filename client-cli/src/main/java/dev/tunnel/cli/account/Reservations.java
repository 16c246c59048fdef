package dev.tunnel.cli.account;

import dev.tunnel.cli.account.RestFailure.Reason;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.reach.HttpClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The names and ports that the account keeps to itself. Calls block and fail with a [RestFailure].
public final class Reservations {
    private static final int MOST_PAGES = 1000;

    private final RestApi api;

    public Reservations(ServerUrl server, HttpClient http, Secret credential) {
        this.api = new RestApi(server, http, credential);
    }

    /// @param wish the fields of the request
    public Reserved reserve(Kind kind, Map<String, Object> wish) {
        return new Reserved(kind, api.post(kind.path(), wish));
    }

    public List<Reserved> list(Kind kind) {
        List<Reserved> found = new ArrayList<>();
        String next = kind.path() + "?limit=100";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, Object> answer = api.get(next);
            if (answer.get("items") instanceof List<?> items) {
                items.forEach(item -> found.add(new Reserved(kind, fields(item))));
            }
            if (!(answer.get("nextCursor") instanceof String cursor) || cursor.isEmpty()) {
                break;
            }
            next =
                    kind.path()
                            + "?limit=100&cursor="
                            + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        return found;
    }

    /// Gives back what has this name.
    ///
    /// @return what it was
    public Reserved release(Kind kind, String name) {
        Reserved reserved = find(kind, name);
        api.delete(kind.path() + "/" + reserved.id());
        return reserved;
    }

    /// Asks the platform to look for the DNS record that proves who owns a domain.
    public Reserved verify(String hostname) {
        Reserved reserved = find(Kind.DOMAIN, hostname);
        return new Reserved(
                Kind.DOMAIN,
                api.post(Kind.DOMAIN.path() + "/" + reserved.id() + "/verify", Map.of()));
    }

    private Reserved find(Kind kind, String name) {
        return list(kind).stream()
                .filter(reserved -> reserved.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new RestFailure(
                                Reason.MISSING,
                                "no %s \"%s\" is reserved for you; tunnel reserved lists what is"
                                        .formatted(kind.word(), name)));
    }

    private static Map<String, Object> fields(Object item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (item instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    fields.put(String.valueOf(key), value);
                }
            });
        }
        return fields;
    }
}
