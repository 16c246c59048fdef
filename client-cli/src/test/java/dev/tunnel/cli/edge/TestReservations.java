package dev.tunnel.cli.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The platform's three lists of what an account keeps to itself; pages of two.
public final class TestReservations {

    private static final int PAGE = 2;
    private static final Map<String, String> FIELDS =
            Map.of(
                    "reserved-subdomains", "name",
                    "reserved-domains", "hostname",
                    "reserved-addresses", "port");

    private final List<Item> items = new CopyOnWriteArrayList<>();
    private final List<String> bearers = new CopyOnWriteArrayList<>();

    private record Item(String list, String id, String value, boolean verified) {
        String json() {
            String quoted = list.equals("reserved-addresses") ? value : '"' + value + '"';
            return "{\"id\":\"%s\",\"%s\":%s,\"verified\":%s,\"records\":[%s]}"
                    .formatted(
                            id,
                            FIELDS.get(list),
                            quoted,
                            verified,
                            "{\"type\":\"TXT\",\"name\":\"_tunnel.%s\",\"value\":\"tv_proof\"}"
                                    .formatted(value));
        }
    }

    /// The credentials that were given.
    public List<String> bearers() {
        return bearers;
    }

    void install(HttpServer server) {
        FIELDS.keySet()
                .forEach(list ->
                        server.createContext(
                                "/api/v1/" + list, exchange -> answer(list, exchange)));
    }

    private void answer(String list, HttpExchange exchange) throws IOException {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        bearers.add(bearer.replaceFirst("^Bearer ", ""));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String rest = exchange.getRequestURI().getPath().replaceFirst("/api/v1/[^/]*/?", "");
        if (bearer.endsWith("bad")) {
            problem(exchange, 401, "unauthenticated", "unknown key");
        } else if (exchange.getRequestMethod().equals("GET")) {
            list(list, exchange);
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            items.removeIf(item -> item.id().equals(rest));
            send(exchange, 204, "");
        } else if (rest.endsWith("/verify")) {
            verify(rest.replace("/verify", ""), exchange);
        } else {
            create(list, body, exchange);
        }
    }

    private void list(String list, HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int from =
                query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=", "")) : 0;
        List<Item> all = items.stream().filter(item -> item.list().equals(list)).toList();
        int to = Math.min(from + PAGE, all.size());
        send(
                exchange,
                200,
                "{\"items\":[%s],\"nextCursor\":%s}"
                        .formatted(
                                String.join(
                                        ",",
                                        all.subList(from, to).stream().map(Item::json).toList()),
                                to < all.size() ? "\"" + to + "\"" : "null"));
    }

    private void verify(String id, HttpExchange exchange) throws IOException {
        Item item = items.stream().filter(i -> i.id().equals(id)).findFirst().orElseThrow();
        Item verified = new Item(item.list(), id, item.value(), true);
        items.set(items.indexOf(item), verified);
        send(exchange, 200, verified.json());
    }

    private void create(String list, String body, HttpExchange exchange) throws IOException {
        Matcher value =
                Pattern.compile("\"%s\":\"?([^\",}]+)".formatted(FIELDS.get(list))).matcher(body);
        String wanted = value.find() ? value.group(1) : "20777";
        if (wanted.equals("taken")) {
            problem(exchange, 409, "name_taken", "\"taken\" is not available");
            return;
        }
        Item item = new Item(list, "id-" + items.size() + "-" + wanted, wanted, false);
        items.add(item);
        send(exchange, 201, item.json());
    }

    private static void problem(HttpExchange exchange, int status, String code, String detail)
            throws IOException {
        send(
                exchange,
                status,
                "{\"type\":\"about:blank\",\"title\":\"No\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
                        .formatted(status, code, detail.replace("\"", "\\\"")));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
