package dev.tunnel.e2e.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A web service with answers of many kinds, which remembers what it was asked.
///
/// - `/json` answers JSON, `/image.png` an image of two pixels, `/missing` 404, all else a page
public final class ShowService implements AutoCloseable {
    private static final byte[] IMAGE =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGP4z8AAQv8BD/kD/YURmXYAAAAASUVORK5CYII=");

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ShowService(HttpServer server) {
        this.server = server;
    }

    public static ShowService start() {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            ShowService service = new ShowService(HttpServer.create(address, 0));
            service.server.createContext("/", service::answer);
            service.server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its port, as an argument of `tunnel http`.
    public String target() {
        return Integer.toString(server.getAddress().getPort());
    }

    /// Method, path, cookie and body of each request so far.
    public List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(
                "%s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Cookie"),
                                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        switch (path) {
            case "/json" ->
                    send(
                            exchange,
                            200,
                            "application/json",
                            "{\"ok\":true,\"items\":[1,2,3]}".getBytes(UTF_8));
            case "/image.png" -> send(exchange, 200, "image/png", IMAGE);
            case "/missing" -> send(exchange, 404, "text/plain", "nothing here".getBytes(UTF_8));
            default ->
                    send(
                            exchange,
                            200,
                            "text/html; charset=utf-8",
                            "<!doctype html><title>page</title><link rel=\"icon\" href=\"data:,\"><p>hello"
                                    .getBytes(UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().add("Set-Cookie", "session=topsecret");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
